//! Why a store cannot be used, and what to do about it.

use gouji_model::Bilingual;
use rusqlite::ErrorCode;
use thiserror::Error;

/// Why a store cannot be used.
#[derive(Debug, Error)]
pub enum StoreError {
    /// Another run writes to it.
    #[error("in use")]
    InUse,
    /// It was written by a newer version.
    #[error("of version {0}")]
    Newer(i64),
    /// It is no store, or damaged.
    #[error("no store, or damaged: {0}")]
    Damaged(String),
    /// It is a database, and another's.
    #[error("its tables are not gouji's")]
    Foreign,
    /// Nothing is in it.
    #[error("it is empty")]
    Empty,
    /// The disk is full.
    #[error("the disk is full")]
    Full,
    /// The file or its folder cannot be written to.
    #[error("read-only")]
    ReadOnly,
    /// The file, or what has to be beside it, cannot be opened.
    #[error("cannot be opened")]
    Unopened,
    /// There is no such file to read.
    #[error("there is no such file")]
    Absent,
    /// There is no such run to compare with.
    #[error("no run {run} among {last}")]
    NoRun {
        /// The run that is asked for.
        run: i64,
        /// The last one there is; 0 where there is none.
        last: i64,
    },
    /// The query writes.
    #[error("the query writes")]
    Writes,
    /// The query takes too long.
    #[error("the query takes longer than {0} s")]
    TooLong(u64),
    /// The query is wrong.
    #[error("{0}")]
    Query(String),
    /// There is no query.
    #[error("there is no statement")]
    NoQuery,
    /// There is more than one query.
    #[error("there is more than one statement")]
    Several,
    /// Anything else.
    #[error("{0}")]
    Other(String),
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        let code = error.sqlite_error_code();
        let message = match &error {
            rusqlite::Error::SqliteFailure(_, Some(message)) => message.clone(),
            other => other.to_string(),
        };
        match code {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::InUse,
            Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => Self::Damaged(message),
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::ReadOnly) => Self::ReadOnly,
            Some(ErrorCode::CannotOpen) => Self::Unopened,
            Some(ErrorCode::AuthorizationForStatementDenied) => Self::Writes,
            _ => Self::Other(message),
        }
    }
}

/// Rows that wait could not be written or read.
impl From<std::io::Error> for StoreError {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::StorageFull => Self::Full,
            _ => Self::Other(error.to_string()),
        }
    }
}

impl StoreError {
    /// What happened and what to do about it, for users.
    #[must_use]
    pub fn message(&self) -> Bilingual {
        let (zh, en) = match self {
            Self::InUse => (
                "存储文件正被另一次检查使用，请等它结束，或换一个文件".to_owned(),
                "the store is in use by another run; wait for it, or use another file".to_owned(),
            ),
            Self::Newer(version) => (
                format!(
                    "存储文件由更新的版本写成（格式 {version}，本程序只认到 {}），请升级 gouji，或换一个文件",
                    crate::tables::VERSION
                ),
                format!(
                    "the store was written by a newer version (format {version}, this program knows up to {}); update gouji, or use another file",
                    crate::tables::VERSION
                ),
            ),
            Self::Damaged(why) => (
                format!(
                    "这不是 gouji 的存储文件，或已损坏（{why}）；请从备份恢复，或换一个文件重新检查"
                ),
                format!(
                    "this is no store of gouji's, or it is damaged ({why}); take a backup, or audit into another file"
                ),
            ),
            Self::Foreign => (
                "这不是 gouji 的存储文件：里面是别的程序的表；请换一个文件".to_owned(),
                "this is no store of gouji's: its tables are not gouji's; use another file"
                    .to_owned(),
            ),
            Self::Empty => (
                "存储文件是空的；请先运行 gouji audit --store".to_owned(),
                "the store is empty; run gouji audit --store first".to_owned(),
            ),
            Self::NoQuery => (
                "没有写出查询语句；gouji query --tables 列出各表和栏目".to_owned(),
                "there is no query; gouji query --tables lists tables and columns".to_owned(),
            ),
            Self::Several => (
                "查询里不止一条语句；请一次只问一条".to_owned(),
                "there is more than one statement; ask one at a time".to_owned(),
            ),
            Self::Full => (
                "磁盘已满，存储文件没有改动；请腾出空间后再运行".to_owned(),
                "the disk is full, and the store was left as it was; make room and run it again"
                    .to_owned(),
            ),
            Self::ReadOnly => (
                "存储文件或所在的文件夹不能写入；请取得写入权限，或换一个地方".to_owned(),
                "the store, or the folder it is in, cannot be written to; get leave to write, or use another place"
                    .to_owned(),
            ),
            Self::Unopened => (
                "存储文件打不开：请核对路径，以及文件和文件夹的权限".to_owned(),
                "the store cannot be opened: look at its path, and at who may use the file and its folder"
                    .to_owned(),
            ),
            Self::Absent => (
                "没有这个存储文件：请核对路径".to_owned(),
                "there is no such file; look at its path".to_owned(),
            ),
            Self::NoRun { run, last: 0 } => (
                format!("--since {run}：存储文件里还没有任何一次检查"),
                format!("--since {run}: the store has no runs yet"),
            ),
            Self::NoRun { run, last } => (
                format!("--since {run}：没有这一次检查，存储文件里有第 1 至第 {last} 次"),
                format!("--since {run}: there is no such run; the store has runs 1 to {last}"),
            ),
            Self::Writes => (
                "只能查询，不能修改存储文件".to_owned(),
                "a query only reads; this one would change the store".to_owned(),
            ),
            Self::TooLong(seconds) => (
                format!("查询超过 {seconds} 秒，已停止；请缩小范围，或用 --timeout 给更多时间"),
                format!(
                    "the query took longer than {seconds} s and was stopped; ask for less, or give it more time with --timeout"
                ),
            ),
            Self::Query(why) => (
                format!("查询有误：{why}；gouji query --tables 列出各表和栏目"),
                format!("the query is wrong: {why}; gouji query --tables lists tables and columns"),
            ),
            Self::Other(why) => (
                format!("存储文件不能使用：{why}"),
                format!("the store cannot be used: {why}"),
            ),
        };
        Bilingual::new(zh, en)
    }
}
