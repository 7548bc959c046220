//! The key of a server, which is read when it is needed and shown to nobody else.

use super::ModelFault;

/// A shorter one is no secret: servers on the same machine are given `none` or `EMPTY`, and answers
/// may well have such a word in them.
const SHORTEST_SECRET: usize = 8;

/// What stands where the key would.
const HIDDEN: &str = "[key]";

/// The key. It has no form in which it could be printed.
pub(super) struct Key(String);

impl Key {
    #[cfg(test)]
    pub(super) fn new(key: String) -> Self {
        Self(key)
    }

    /// The key that the environment variable called `variable` holds.
    pub(super) fn of(variable: &str) -> Result<Self, ModelFault> {
        let wrong = |reason| ModelFault::NoKey {
            variable: variable.to_owned(),
            reason,
        };
        // The system does not take such names, and might end the process for them.
        if variable.is_empty() || variable.contains(['=', '\0']) {
            return Err(wrong("has a name that none can have"));
        }
        let value = std::env::var_os(variable).ok_or_else(|| wrong("is not set; it is to hold the key"))?;
        let value = value.to_str().map(str::trim).unwrap_or_default();
        if value.is_empty() {
            return Err(wrong("is empty; it is to hold the key"));
        }
        if !value.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(wrong("holds a character that no key can have"));
        }
        Ok(Self(value.to_owned()))
    }

    /// The key itself, for the server.
    pub(super) fn told(&self) -> &str {
        &self.0
    }

    /// `text` without the key.
    pub(super) fn hidden(&self, text: &str) -> String {
        if self.0.len() < SHORTEST_SECRET {
            return text.to_owned();
        }
        text.replace(&self.0, HIDDEN)
    }
}
