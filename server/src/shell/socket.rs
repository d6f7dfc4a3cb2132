//! How is the socket made? Never open to others for a moment, and never in the place of one that is answered.

use std::fs::{DirBuilder, File, OpenOptions, Permissions, TryLockError};
use std::io::ErrorKind;
use std::os::unix::fs::{
    DirBuilderExt as _, FileTypeExt as _, MetadataExt as _, OpenOptionsExt as _, PermissionsExt as _,
};
use std::os::unix::net::SocketAddr;
use std::path::{Path, PathBuf};

use rand::Rng as _;
use tokio::net::{UnixListener, UnixStream};

use crate::refusal::Refusal;

/// For its owner and its group.
const MODE: u32 = 0o660;

/// A socket that is listened to. Its file is gone when this is dropped, unless it is another's by then.
pub(super) struct Socket {
    pub(super) listener: UnixListener,
    path: PathBuf,
    made: (u64, u64),
    /// Held as long as the socket is ours: of two consoles that start together, one waits for nobody and refuses.
    _lock: File,
}

/// Makes the socket. One that nobody answers any more is replaced.
pub(super) async fn bind(path: &Path) -> Result<Socket, Refusal> {
    let refuse = |error: &std::io::Error| Refusal::path("make the socket", path, error);
    // Asked first: the one that is made has a shorter path, and nobody could connect to this one.
    SocketAddr::from_pathname(path).map_err(|error| refuse(&error))?;
    let lock = lock(path)?;
    is_free(path).await?;
    let listener = make(path).map_err(|error| refuse(&error))?;
    let made =
        path.symlink_metadata().map(|file| (file.dev(), file.ino())).map_err(|error| refuse(&error))?;
    Ok(Socket { listener, path: path.to_owned(), made, _lock: lock })
}

fn alive(path: &Path) -> Refusal {
    Refusal::new(format!(
        "another program answers on {}: stop it, or choose another `shell.socket`",
        path.display()
    ))
}

fn lock(path: &Path) -> Result<File, Refusal> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(".lock");
    let beside = PathBuf::from(beside);
    let refuse = |error: &std::io::Error| Refusal::path("make the file", &beside, error);
    // Nothing is written into it and nothing taken out, whatever lies there.
    let open = OpenOptions::new().write(true).create(true).truncate(false).mode(0o600).open(&beside);
    let file = open.map_err(|error| refuse(&error))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(alive(path)),
        Err(TryLockError::Error(error)) => Err(refuse(&error)),
    }
}

/// Whether nothing is there, or a socket that its process has left behind.
async fn is_free(path: &Path) -> Result<(), Refusal> {
    match path.symlink_metadata() {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(Refusal::path("look at", path, &error)),
        Ok(file) if !file.file_type().is_socket() => {
            return Err(Refusal::new(format!("{} is there already and is no socket", path.display())));
        }
        Ok(_) => {}
    }
    match UnixStream::connect(path).await {
        Err(error) if error.kind() == ErrorKind::ConnectionRefused => Ok(()),
        Err(error) if error.kind() == ErrorKind::PermissionDenied => {
            Err(Refusal::path("take over the socket", path, &error))
        }
        // Also one that is too busy to answer.
        _ => Err(alive(path)),
    }
}

/// Made in a folder that nobody else may enter, and moved to its place when its mode is right. The process's umask
/// would do it in one step, but it is shared with every other thread.
fn make(path: &Path) -> std::io::Result<UnixListener> {
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let folder = parent.join(format!(".dw-{}", hex::encode(rand::rng().random::<[u8; 4]>())));
    DirBuilder::new().mode(0o700).create(&folder)?;
    let inside = folder.join("s");
    let made = UnixListener::bind(&inside).and_then(|listener| {
        std::fs::set_permissions(&inside, Permissions::from_mode(MODE))?;
        std::fs::rename(&inside, path)?;
        Ok(listener)
    });
    if made.is_err() {
        // What is left must not hide why it failed.
        let _ = std::fs::remove_file(&inside);
    }
    std::fs::remove_dir(&folder).and(made)
}

impl Drop for Socket {
    fn drop(&mut self) {
        let is_ours = self.path.symlink_metadata().is_ok_and(|file| (file.dev(), file.ino()) == self.made);
        if is_ours && let Err(error) = std::fs::remove_file(&self.path) {
            tracing::warn!(%error, path = %self.path.display(), "a socket stays behind");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::temporary::Temporary;

    #[tokio::test]
    async fn it_is_for_owner_and_group_and_gone_afterwards() {
        let folder = Temporary::make().unwrap();
        let path = folder.path().join("a.sock");
        let socket = bind(&path).await.unwrap();
        assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, MODE);
        let names = std::fs::read_dir(folder.path()).unwrap().count();
        assert_eq!(names, 2, "the socket and its lock, and no folder");
        drop(socket);
        assert!(!path.exists());
    }

    #[tokio::test]
    async fn one_that_was_left_behind_is_replaced_and_one_that_is_answered_is_not() {
        let folder = Temporary::make().unwrap();
        let path = folder.path().join("a.sock");
        drop(UnixListener::bind(&path).unwrap());
        assert!(path.exists(), "left behind");
        let socket = bind(&path).await.unwrap();
        UnixStream::connect(&path).await.unwrap();
        assert!(bind(&path).await.err().unwrap().0.contains("another program answers"));
        UnixStream::connect(&path).await.unwrap();
        drop(socket);
        // Also one of a program that knows nothing of our lock.
        let _other = UnixListener::bind(&path).unwrap();
        assert!(bind(&path).await.err().unwrap().0.contains("another program answers"));
        UnixStream::connect(&path).await.unwrap();
    }

    #[tokio::test]
    async fn what_is_no_socket_stays() {
        let folder = Temporary::make().unwrap();
        let path = folder.path().join("a.sock");
        std::fs::write(&path, "mine").unwrap();
        assert!(bind(&path).await.err().unwrap().0.contains("is no socket"));
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "mine");
        let long = folder.path().join("x".repeat(120));
        assert!(bind(&long).await.err().unwrap().0.contains("make the socket"));
    }
}
