//! Are the volumes encrypted, and with which key? It cannot be changed later.

use leptos::prelude::*;

use super::chosen::Chosen;
use super::doors::Draft;
use crate::ui::card::Card;
use crate::ui::field::{Check, Field};

/// Encryption of the volumes.
#[component]
pub fn Encryption(draft: Draft, chosen: Chosen) -> impl IntoView {
    let wrong = draft.at("encryption_key");
    let form = draft.form;
    view! {
        <Card title="Encryption">
            <p class="quiet">"Decided once: a volume cannot be encrypted or decrypted later."</p>
            <div class="fields">
                <div>
                <Check name="encrypt_root" label="Encrypt the root volume" checked=!form.encrypt_root.is_empty()/>
                <Check name="encrypt_user" label="Encrypt the user volume" checked=!form.encrypt_user.is_empty()/>
                </div>
                <Field
                    name="encryption_key"
                    label="KMS key"
                    value=form.encryption_key
                    hint="Id, ARN or alias; Amazon's own key for WorkSpaces when empty."
                    errors=wrong
                    why_not=chosen.why_not("encryption_key")
                />
            </div>
        </Card>
    }
}
