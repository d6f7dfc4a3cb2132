//! Why does the process not start, or end early?

use std::path::Path;

/// One sentence for the person at the shell: what failed, and what to do.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Refusal(pub String);

impl Refusal {
    /// A refusal in these words.
    pub fn new(words: impl Into<String>) -> Self {
        Self(words.into())
    }

    /// A file or folder that cannot be used.
    #[must_use]
    pub fn path(verb: &str, path: &Path, error: &std::io::Error) -> Self {
        Self(format!("cannot {verb} {}: {error}", path.display()))
    }
}

impl From<backend::OpenError> for Refusal {
    fn from(error: backend::OpenError) -> Self {
        Self(error.to_string())
    }
}
