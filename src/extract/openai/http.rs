//! The one place that reaches for the network, and only for the server that the user names.

use std::io::{self, Read};
use std::time::Duration;

use ureq::http::{Response, Uri};
use ureq::{Agent, Body, Error};

use super::ModelFault;

/// The head of an answer may have so many bytes.
const LONGEST_HEAD: usize = 64 << 10;

/// Where a server takes chat completions.
#[derive(Clone, Debug)]
pub(super) struct Endpoint {
    url: String,
}

/// What a server answers.
pub(super) struct Reply {
    /// The status and its standard words: `429 Too Many Requests`.
    pub(super) status: String,
    /// The number of the status.
    pub(super) code: u16,
    /// The header `Retry-After`.
    pub(super) retry_after: Option<String>,
    /// The body.
    pub(super) body: Vec<u8>,
}

/// Bounds of one attempt.
#[derive(Clone, Copy)]
pub(super) struct Bounds {
    /// How long it may take, from looking up the name to the last byte.
    pub(super) time: Duration,
    /// How many bytes the body may have.
    pub(super) size: usize,
}

impl Endpoint {
    /// The endpoint below `base`: `http://localhost:8080/v1` takes them at
    /// `http://localhost:8080/v1/chat/completions`. A query stays behind the path.
    pub(super) fn below(base: &str) -> Result<Self, ModelFault> {
        let wrong = |reason| ModelFault::Url {
            url: without_user(base),
            reason,
        };
        let uri: Uri = base.parse().map_err(|_| wrong("it cannot be read"))?;
        let authority = uri.authority().filter(|authority| !authority.host().is_empty());
        let authority = authority.ok_or_else(|| wrong("it names no server; write `http://SERVER/v1`"))?;
        if authority.as_str().contains('@') {
            return Err(wrong(
                "a name or password stands in it; the key belongs in an environment variable",
            ));
        }
        let scheme = match uri.scheme_str() {
            Some("http") => "http",
            Some("https") if cfg!(feature = "tls") => "https",
            Some("https") => return Err(ModelFault::NoTls(base.to_owned())),
            _ => return Err(wrong("it begins with neither http:// nor https://")),
        };
        let path = uri.path().trim_end_matches('/');
        let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
        Ok(Self {
            url: format!("{scheme}://{authority}{path}/chat/completions{query}"),
        })
    }

    /// The whole URL.
    pub(super) fn url(&self) -> &str {
        &self.url
    }

    /// Posts `json`, once. Neither a redirection nor a proxy of the environment is followed.
    pub(super) fn post(&self, json: &str, key: Option<&str>, bounds: Bounds) -> Result<Reply, ModelFault> {
        let agent: Agent = Agent::config_builder()
            .timeout_global(Some(bounds.time))
            .max_response_header_size(LONGEST_HEAD)
            .http_status_as_error(false)
            .max_redirects(0)
            .proxy(None)
            .user_agent(concat!("rapporteur/", env!("CARGO_PKG_VERSION")))
            .build()
            .into();
        let mut request = agent
            .post(&self.url)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json");
        if let Some(key) = key {
            request = request.header("Authorization", format!("Bearer {key}"));
        }
        match request.send(json) {
            Ok(response) => read(response, bounds),
            Err(error) => Err(fault(error, bounds)),
        }
    }
}

fn read(response: Response<Body>, bounds: Bounds) -> Result<Reply, ModelFault> {
    let status = response.status();
    let retry_after = response.headers().get("retry-after");
    let retry_after = retry_after.and_then(|value| value.to_str().ok().map(str::to_owned));
    let mut body = Vec::new();
    let most = u64::try_from(bounds.size).unwrap_or(u64::MAX);
    let read = response
        .into_body()
        .into_reader()
        .take(most.saturating_add(1))
        .read_to_end(&mut body);
    if body.len() > bounds.size {
        return Err(ModelFault::Size(bounds.size));
    }
    if let Err(error) = read {
        return Err(fault(Error::from(error), bounds));
    }
    Ok(Reply {
        // Without standard words, the number stands alone.
        status: format!(
            "{} {}",
            status.as_str(),
            status.canonical_reason().unwrap_or_default()
        )
        .trim_end()
        .to_owned(),
        code: status.as_u16(),
        retry_after,
        body,
    })
}

fn fault(error: Error, bounds: Bounds) -> ModelFault {
    match error {
        Error::Timeout(_) => ModelFault::Time(bounds.time),
        Error::LargeResponseHeader(..) => ModelFault::Head(LONGEST_HEAD),
        Error::Protocol(error) => ModelFault::Http(error.to_string()),
        Error::Io(error) => match error.kind() {
            io::ErrorKind::TimedOut => ModelFault::Time(bounds.time),
            io::ErrorKind::ConnectionReset
            | io::ErrorKind::ConnectionAborted
            | io::ErrorKind::NotConnected
            | io::ErrorKind::BrokenPipe
            | io::ErrorKind::UnexpectedEof => ModelFault::Connection(error.to_string()),
            // Nobody listens, there is no such name, a certificate is wrong.
            _ => ModelFault::Unreachable(error.to_string()),
        },
        error => ModelFault::Unreachable(error.to_string()),
    }
}

/// `url` without what stands before an `@`, which may be a password.
fn without_user(url: &str) -> String {
    match (url.split_once("://"), url.rsplit_once('@')) {
        (Some((scheme, _)), Some((_, rest))) => format!("{scheme}://…@{rest}"),
        (None, Some((_, rest))) => format!("…@{rest}"),
        _ => url.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::Endpoint;

    fn below(base: &str) -> Result<String, String> {
        let endpoint = Endpoint::below(base).map_err(|fault| fault.to_string())?;
        Ok(endpoint.url().to_owned())
    }

    #[test]
    fn the_path_goes_on_and_a_query_stays_behind_it() {
        for (base, url) in [
            ("http://localhost:1/v1", "http://localhost:1/v1/chat/completions"),
            ("http://localhost/v1/", "http://localhost/v1/chat/completions"),
            ("http://[::1]:8", "http://[::1]:8/chat/completions"),
            (
                "http://h/v1?api-version=2",
                "http://h/v1/chat/completions?api-version=2",
            ),
        ] {
            assert_eq!(below(base).as_deref(), Ok(url));
        }
    }

    #[test]
    fn what_is_no_base_url_is_told_and_a_password_is_not() {
        for base in [
            "",
            "localhost:8080/v1",
            "/v1",
            "ftp://h/v1",
            "http:///v1",
            "http://a b",
        ] {
            assert!(
                below(base).is_err_and(|told| told.contains("no base URL")),
                "{base}"
            );
        }
        for base in ["http://me:secret@h/v1", "http://me:sec ret@h", "me:secret@h"] {
            let told = below(base).expect_err("no base URL");
            assert!(!told.contains("sec") && told.contains("…@h"), "{told}");
        }
    }

    #[cfg(not(feature = "tls"))]
    #[test]
    fn without_the_feature_https_is_told_with_the_cure() {
        let told = below("https://h/v1").expect_err("plain http only");
        assert!(told.contains("install with `--features tls`"), "{told}");
    }
}
