//! Where may a form send its reader back to? Only to a page of this console.

/// The path when it is one of ours, and `/` for anything that a browser could read as another site.
#[must_use]
pub fn local_path(asked: &str) -> &str {
    let lower = asked.get(..4).unwrap_or(asked).to_ascii_lowercase();
    let another_site = ["//", "/\\", "/%2f", "/%5c"].iter().any(|start| lower.starts_with(start));
    let odd = asked.chars().any(|char| char.is_control() || char == '\\');
    // Encoded line ends are decoded by some proxies before they write the header.
    let encoded_line_end = ["%0d", "%0a", "%0D", "%0A"].iter().any(|end| asked.contains(end));
    if asked.starts_with('/') && !another_site && !odd && !encoded_line_end { asked } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::local_path;

    #[test]
    fn pages_of_ours_are_kept() {
        for path in
            ["/", "/fleet?q=state+%3D+ERROR&sort=user", "/jobs/3", "/fleet?q=a//b", "/fleet?q=tag%3A%2Fx"]
        {
            assert_eq!(local_path(path), path);
        }
    }

    #[test]
    fn other_sites_become_the_first_page() {
        let elsewhere = [
            "",
            "evil",
            "//evil",
            "/\\evil",
            "\\\\evil",
            "%2f%2fevil",
            "/%2fevil",
            "/%2Fevil",
            "/%5Cevil",
            "https://evil",
            "javascript:alert(1)",
            "/\r\nSet-Cookie: a=b",
            "/%0d%0aSet-Cookie: a=b",
            "/a\\b",
            "/\t/evil",
            " //evil",
            "é",
        ];
        for path in elsewhere {
            assert_eq!(local_path(path), "/", "{path:?}");
        }
    }
}
