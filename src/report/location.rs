//! Paths as other programs want them: relative to a folder, with `/`, and as URIs.

use std::fmt::Write;
use std::path::{Component, Path};

/// `path` relative to `root` where it lies below it, with `/` between its parts.
pub(super) fn relative(path: &str, root: &Path) -> String {
    let below = Path::new(path).strip_prefix(root);
    // An empty root is the start of every path.
    let path = below.unwrap_or(Path::new(path));
    let parts: Vec<String> = path
        .components()
        .filter(|part| !matches!(part, Component::CurDir))
        .map(|part| match part {
            Component::RootDir => String::new(),
            other => other.as_os_str().to_string_lossy().into_owned(),
        })
        .collect();
    parts.join("/")
}

/// A URI reference.
pub(super) struct Uri {
    /// The reference, percent-encoded.
    pub(super) text: String,
    /// True where it is relative to the root and does not leave it.
    pub(super) below_root: bool,
}

/// The URI reference of `path`: relative where it lies below `root`, `file:///…` for another absolute one.
pub(super) fn uri(path: &str, root: &Path) -> Uri {
    let relative = relative(path, root);
    let absolute = Path::new(&relative).is_absolute();
    let mut text = String::from(if absolute { "file://" } else { "" });
    for byte in relative.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                text.push(char::from(byte));
            }
            // Writing to a string does not fail.
            _ => {
                let _ = write!(text, "%{byte:02X}");
            }
        }
    }
    Uri {
        text,
        below_root: !absolute && relative.split('/').all(|part| part != ".."),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{relative, uri};

    #[test]
    fn paths_below_the_root_are_relative() {
        let root = Path::new("/srv/records");
        assert_eq!(relative("/srv/records/a/b.yaml", root), "a/b.yaml");
        assert_eq!(relative("./a/b.yaml", root), "a/b.yaml");
        assert_eq!(relative("../b.yaml", root), "../b.yaml");
        assert_eq!(relative("/etc/b.yaml", root), "/etc/b.yaml");
        assert_eq!(relative("/etc/b.yaml", Path::new("")), "/etc/b.yaml");
    }

    #[test]
    fn uris_are_encoded_and_say_whether_they_leave_the_root() {
        let root = Path::new("/srv");
        let told = |path| {
            let uri = uri(path, root);
            (uri.text, uri.below_root)
        };
        assert_eq!(
            told("/srv/a b/ō:1%.yaml"),
            ("a%20b/%C5%8D%3A1%25.yaml".into(), true)
        );
        assert_eq!(told("../b.yaml"), ("../b.yaml".into(), false));
        assert_eq!(told("/etc/b.yaml"), ("file:///etc/b.yaml".into(), false));
        assert_eq!(told("<stdin>"), ("%3Cstdin%3E".into(), true));
    }
}
