//! Rule packs: forms and rules as data, loaded and compiled.
