//! The doors of one's account and of people. What they lead to is ended by forms that the server takes itself: it knows the
//! streams.

use domain::sessions::{Known, Session};
use leptos::prelude::*;
use server_fn::codec::GetUrl;

use crate::door::{Json, Refusal};

/// This person's sessions.
#[server(name = ReadAccount, prefix = "/api", endpoint = "access/account", input = GetUrl, output = Json)]
pub async fn sessions() -> Result<Vec<Session>, Refusal> {
    crate::request::door(|asker| async move {
        let this = crate::request::this_session();
        backend::access::sessions(&asker.backend, &asker.person, &this).await
    })
    .await
}

/// Everybody who has signed in, for an owner of the whole console.
#[server(name = ReadPeople, prefix = "/api", endpoint = "access/people", input = GetUrl, output = Json)]
pub async fn people() -> Result<Vec<Known>, Refusal> {
    crate::request::door(|asker| async move { backend::access::people(&asker.backend, &asker.person).await })
        .await
}
