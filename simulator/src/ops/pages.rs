//! Where does the next page begin?
//!
//! A token holds the last id of its page and a digest of what was asked, so that it is good for
//! that list alone. Its form is invented; callers must not read it.

use serde_json::{Value, json};

use super::{Answer, Call};
use crate::model::MODEL;
use crate::seeded::digest;
use crate::wire::error::ServiceError;

/// The size of a page when nobody asks for another, and for most lists the largest.
const PAGE: usize = 25;

/// A page of a list as an answer: `member` holds it, `NextToken` leads on. The items come in the order of the ids beside
/// them; the size of the page is `Limit` or `MaxResults`.
///
/// # Errors
/// InvalidParameterValuesException when the token is of another list or of nobody.
pub fn answer(
    call: &Call<'_>,
    operation: &str,
    member: &str,
    items: impl Iterator<Item = (String, Value)>,
) -> Answer {
    let pages = Pages::of(operation, call.scope, call.input)?;
    let asked = ["Limit", "MaxResults"].iter().find_map(|name| call.input.get(*name)?.as_u64());
    let behind = items.skip_while(|(id, _)| *id <= pages.after);
    let (page, token) = pages.cut(asked.map_or(PAGE, |size| size as usize), behind);
    let mut answer = json!({ member: page });
    if let Some(token) = token {
        answer["NextToken"] = token;
    }
    Ok(answer)
}

/// A list being handed out.
pub struct Pages {
    list: String,
    /// The id behind which this page begins; empty at first.
    pub after: String,
}

impl Pages {
    /// Reads the token of a call, if it has one. The list is named by the operation, the scope and
    /// all members but the token and the size of the page.
    ///
    /// # Errors
    /// InvalidParameterValuesException, or ValidationException where that is not modelled, when the token is of another
    /// list or of nobody.
    pub fn of(operation: &str, scope: usize, input: &Value) -> Result<Self, ServiceError> {
        let mut question = input.clone();
        if let Some(map) = question.as_object_mut() {
            let steering = ["NextToken", "Limit", "MaxResults", "PaginationToken", "ResourcesPerPage"];
            map.retain(|name, _| !steering.contains(&name.as_str()));
        }
        let list = format!("{operation} {scope} {question}");
        let token = ["NextToken", "PaginationToken"]
            .iter()
            .find_map(|name| input.get(*name)?.as_str())
            .filter(|token| !token.is_empty());
        let after = match token {
            None => String::new(),
            Some(token) => unseal(token, &list).ok_or_else(|| {
                // Some lists model no error for it.
                let words = "The specified NextToken is not valid for this request.";
                if MODEL.models(operation, "InvalidParameterValuesException") {
                    ServiceError::invalid(words)
                } else {
                    ServiceError::new("ValidationException", words)
                }
            })?,
        };
        Ok(Self { list, after })
    }

    /// The token of the page that begins behind this id.
    pub fn token(&self, last: &str) -> Value {
        let mut token = format!("{:016x}", digest(0, &[&self.list, last]));
        for byte in last.bytes() {
            token.push_str(&format!("{:02x}", byte ^ 0x5A));
        }
        Value::from(token)
    }

    /// One page of items, each with the id that it is sorted by; the token when there are more.
    pub fn cut<T>(
        &self,
        size: usize,
        mut items: impl Iterator<Item = (String, T)>,
    ) -> (Vec<T>, Option<Value>) {
        let mut page = Vec::new();
        let mut last = String::new();
        for (id, item) in items.by_ref().take(size) {
            last = id;
            page.push(item);
        }
        let token = items.next().map(|_| self.token(&last));
        (page, token)
    }
}

fn unseal(token: &str, list: &str) -> Option<String> {
    let (seal, hidden) = token.split_at_checked(16)?;
    let last: Vec<u8> = (0..hidden.len() / 2)
        .map(|at| u8::from_str_radix(hidden.get(at * 2..at * 2 + 2)?, 16).ok())
        .collect::<Option<_>>()?;
    let last = String::from_utf8(last.into_iter().map(|byte| byte ^ 0x5A).collect()).ok()?;
    (seal == format!("{:016x}", digest(0, &[list, &last]))).then_some(last)
}
