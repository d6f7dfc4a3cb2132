//! The doors of views.

use domain::views::{ViewForm, Views};
use leptos::prelude::*;
use server_fn::codec::GetUrl;

use crate::door::{Json, Refusal};

/// This person's views and those that are shared, with a form that was refused.
#[server(name = ListViews, prefix = "/api", endpoint = "views/list", input = GetUrl, output = Json)]
pub async fn list(draft: Option<i64>) -> Result<Views, Refusal> {
    crate::request::door(
        |asker| async move { backend::views::list(&asker.backend, &asker.person, draft).await },
    )
    .await
}

/// Keeps what the page shows under a name and leads back to it. A form that is refused is kept, and the way leads to it.
#[server(name = SaveView, prefix = "/api", endpoint = "views/save", output = Json)]
pub async fn save(#[server(flatten)] form: ViewForm) -> Result<(), Refusal> {
    crate::request::door(|asker| async move {
        let permit = asker.permit(domain::access::Right::Read)?;
        let draft = backend::views::save(&asker.backend, &permit, &form).await?;
        crate::request::redirect(&crate::paths::fleet_again(&form.query, draft));
        Ok(())
    })
    .await
}

/// Names a view anew, and shares it or not.
#[server(name = ChangeView, prefix = "/api", endpoint = "views/change", output = Json)]
pub async fn change(id: String, #[server(flatten)] form: ViewForm) -> Result<(), Refusal> {
    crate::request::door(|asker| async move {
        let permit = asker.permit(domain::access::Right::Read)?;
        // Beside a flattened form everything is text.
        let id = id.parse().map_err(|_| domain::fault::Fault::not_found("The form names no view."))?;
        let draft = backend::views::change(&asker.backend, &permit, id, &form).await?;
        crate::request::redirect(&crate::paths::fleet_again(&form.query, draft));
        Ok(())
    })
    .await
}

/// Lets a view show what the page shows.
#[server(name = OverwriteView, prefix = "/api", endpoint = "views/overwrite", output = Json)]
pub async fn overwrite(id: i64, #[server(default)] query: String) -> Result<(), Refusal> {
    crate::request::door(|asker| async move {
        let permit = asker.permit(domain::access::Right::Read)?;
        backend::views::overwrite(&asker.backend, &permit, id, &query).await?;
        crate::request::redirect(&crate::paths::fleet_again(&query, None));
        Ok(())
    })
    .await
}

/// Deletes a view.
#[server(name = RemoveView, prefix = "/api", endpoint = "views/remove", output = Json)]
pub async fn remove(id: i64, #[server(default)] query: String) -> Result<(), Refusal> {
    crate::request::door(|asker| async move {
        let permit = asker.permit(domain::access::Right::Read)?;
        backend::views::remove(&asker.backend, &permit, id).await?;
        crate::request::redirect(&crate::paths::fleet_again(&query, None));
        Ok(())
    })
    .await
}

/// Begins this person's fleet with a view, or no longer.
#[server(name = StartView, prefix = "/api", endpoint = "views/start", output = Json)]
pub async fn start(
    id: i64,
    #[server(default)] off: String,
    #[server(default)] query: String,
) -> Result<(), Refusal> {
    crate::request::door(|asker| async move {
        let permit = asker.permit(domain::access::Right::Read)?;
        backend::views::start(&asker.backend, &permit, id, !off.is_empty()).await?;
        crate::request::redirect(&crate::paths::fleet_again(&query, None));
        Ok(())
    })
    .await
}
