//! What does the Authorization header of Signature Version 4 say?

/// `AWS4-HMAC-SHA256 Credential=KEY/DAY/REGION/SERVICE/aws4_request, SignedHeaders=…, Signature=…`
#[derive(Debug)]
pub struct Authorization<'a> {
    /// The access key id.
    pub key: &'a str,
    /// As in `20150830`.
    pub day: &'a str,
    /// Such as `eu-west-1`.
    pub region: &'a str,
    /// Such as `workspaces`.
    pub service: &'a str,
    /// `aws4_request`
    pub end: &'a str,
    /// The names of the headers that are signed.
    pub headers: Vec<&'a str>,
    /// Sixty-four hexadecimal digits.
    pub signature: &'a str,
}

/// Reads the header; the date is wanted too, wherever it stands.
///
/// # Errors
/// What it lacks, in AWS's words.
pub fn parse<'a>(header: &'a str, date: Option<&str>) -> Result<Authorization<'a>, String> {
    let (mut credential, mut headers, mut signature) = (None, None, None);
    // Any other scheme has none of these, and is refused for lacking them.
    let parameters = header.trim().strip_prefix("AWS4-HMAC-SHA256").unwrap_or_default();
    for pair in parameters.split(',').map(str::trim).filter(|pair| !pair.is_empty()) {
        let Some((name, value)) = pair.split_once('=') else {
            return Err(format!(
                "'{pair}' not a valid key=value pair (missing equal-sign) in Authorization header: '{header}'."
            ));
        };
        match name {
            "Credential" => credential = Some(value),
            "SignedHeaders" => headers = Some(value),
            "Signature" => signature = Some(value),
            _ => {}
        }
    }
    let (Some(credential), Some(signature), Some(headers), Some(_)) = (credential, signature, headers, date)
    else {
        let lacks = |given: bool, what: &str| {
            if given { String::new() } else { format!("Authorization header requires {what}. ") }
        };
        return Err([
            lacks(credential.is_some(), "'Credential' parameter"),
            lacks(signature.is_some(), "'Signature' parameter"),
            lacks(headers.is_some(), "'SignedHeaders' parameter"),
            lacks(date.is_some(), "existence of either a 'X-Amz-Date' or a 'Date' header"),
            format!("Authorization={header}"),
        ]
        .concat());
    };
    let parts: Vec<&str> = credential.split('/').collect();
    let [key, day, region, service, end] = parts[..] else {
        return Err(format!(
            "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, \
             got '{credential}'"
        ));
    };
    Ok(Authorization { key, day, region, service, end, headers: headers.split(';').collect(), signature })
}
