//! Paths by their numbers, in little room: each by what it has in common with the one before it, which mostly
//! lies in the same folder and has a name that begins like its own.

/// After how many paths one stands in full: so many are put together at most to find one.
const WHOLE: usize = 16;
/// How many bits of a length stand in a byte, below the one that says that more follow.
const BITS: u32 = 7;

/// Paths that were added one after the other.
#[derive(Debug, Default)]
pub(super) struct Paths {
    /// Of each how many bytes it has in common with the one before, how many follow, and these.
    bytes: Vec<u8>,
    /// Where those begin that stand in full.
    starts: Vec<u32>,
    count: usize,
    /// The one that was added last.
    last: String,
}

impl Paths {
    /// How many there are.
    pub(super) const fn len(&self) -> usize {
        self.count
    }

    /// Adds a path; nothing where there is no room for more.
    pub(super) fn push(&mut self, path: &str) -> Option<()> {
        let start = u32::try_from(self.bytes.len()).ok()?;
        let shared = match self.count.is_multiple_of(WHOLE) {
            true => {
                self.starts.push(start);
                0
            }
            false => shared(&self.last, path),
        };
        let rest = path.get(shared..).unwrap_or_default();
        self.length(shared);
        self.length(rest.len());
        self.bytes.extend_from_slice(rest.as_bytes());
        self.last.truncate(shared);
        self.last.push_str(rest);
        self.count += 1;
        Some(())
    }

    fn length(&mut self, mut length: usize) {
        while length >> BITS > 0 {
            self.bytes.push(length as u8 | 1 << BITS);
            length >>= BITS;
        }
        self.bytes.push(length as u8);
    }

    /// Gives back the room that only adding to it needs.
    pub(super) fn settle(&mut self) {
        self.bytes.shrink_to_fit();
        self.starts.shrink_to_fit();
        self.last = String::new();
    }

    /// Those from a number on.
    pub(super) fn from(&self, number: usize) -> Each<'_> {
        let start = self.starts.get(number / WHOLE).map(|start| *start as usize);
        let mut each = Each {
            rest: start
                .and_then(|start| self.bytes.get(start..))
                .unwrap_or_default(),
            path: String::new(),
        };
        for _ in 0..number % WHOLE {
            each.advance();
        }
        each
    }
}

/// How many bytes of a path begin as those of another do, up to a whole character.
fn shared(one: &str, other: &str) -> usize {
    let both = one.bytes().zip(other.bytes());
    let mut shared = both.take_while(|(one, other)| one == other).count();
    while !other.is_char_boundary(shared) || !one.is_char_boundary(shared) {
        shared -= 1;
    }
    shared
}

/// Paths one after the other.
#[derive(Debug)]
pub(super) struct Each<'p> {
    rest: &'p [u8],
    path: String,
}

impl Each<'_> {
    /// The next path.
    pub(super) fn advance(&mut self) -> Option<&str> {
        let shared = self.length()?;
        let length = self.length()?;
        let rest = self.rest.split_off(..length)?;
        self.path.truncate(shared);
        self.path.push_str(std::str::from_utf8(rest).ok()?);
        Some(&self.path)
    }

    fn length(&mut self) -> Option<usize> {
        let (mut length, mut bits) = (0, 0);
        loop {
            let byte = *self.rest.split_off_first()?;
            length |= usize::from(byte & !(1 << BITS)) << bits;
            bits += BITS;
            if byte >> BITS == 0 {
                return Some(length);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_come_back_as_they_were() {
        let long = "长".repeat(1000);
        let path = |number: usize| match number % 5 {
            0 => format!("青石/{}/报告.html", number / 7),
            1 => format!("青石/{}/报告表.html", number / 7),
            // Characters that begin alike, in bytes.
            2 => format!("青矴{number}"),
            3 => String::new(),
            _ => format!("{long}/{number}"),
        };
        let mut paths = Paths::default();
        for number in 0..500 {
            paths.push(&path(number)).unwrap();
        }
        paths.settle();
        for number in 500..1000 {
            paths.push(&path(number)).unwrap();
        }
        assert_eq!(paths.len(), 1000);
        let mut all = paths.from(0);
        for number in 0..1000 {
            let expected = path(number);
            assert_eq!(all.advance(), Some(expected.as_str()));
            assert_eq!(paths.from(number).advance(), Some(expected.as_str()));
        }
        assert_eq!(all.advance(), None);
        for beyond in [1000, 1007, 1008, usize::MAX] {
            assert_eq!(paths.from(beyond).advance(), None);
        }
    }

    #[test]
    fn paths_beside_each_other_take_few_bytes() {
        let mut paths = Paths::default();
        for number in 0..10_000 {
            let path = format!("reports/2023/清源市青石县/清源市青石县{number:05}水务局.html");
            paths.push(&path).unwrap();
        }
        let bytes = paths.bytes.len() + paths.starts.len() * size_of::<u32>();
        assert!(bytes < 32 * 10_000, "{bytes}");
    }
}
