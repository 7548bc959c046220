//! What several test binaries share.

use std::path::PathBuf;

/// The folder with real texts, where there is one.
pub(crate) fn shared() -> Option<PathBuf> {
    let named = std::env::var_os("RAPPORTEUR_SHARED").map(PathBuf::from);
    let beside = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared"));
    named.or(Some(beside)).filter(|folder| folder.is_dir())
}
