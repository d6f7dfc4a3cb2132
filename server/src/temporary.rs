//! Where does a demo live that nobody wants to keep?

use std::path::{Path, PathBuf};

use rand::Rng as _;

use crate::refusal::Refusal;

/// A folder that is gone when this is dropped.
pub struct Temporary(PathBuf);

impl Temporary {
    /// Makes it, among the system's temporary files, for this user alone.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn make() -> Result<Self, Refusal> {
        use std::os::unix::fs::DirBuilderExt as _;
        let name = format!("deskwarden-demo-{}", hex::encode(rand::rng().random::<[u8; 6]>()));
        let path = std::env::temp_dir().join(name);
        let made = std::fs::DirBuilder::new().mode(0o700).create(&path);
        made.map_err(|error| Refusal::path("make the folder", &path, &error))?;
        Ok(Self(path))
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        if let Err(error) = std::fs::remove_dir_all(&self.0) {
            tracing::warn!(%error, path = %self.0.display(), "a temporary folder stays behind");
        }
    }
}
