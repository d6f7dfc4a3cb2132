//! A message as a mail, given to a mail server.

use std::time::{Duration, SystemTime};

use domain::at::At;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message as Mail};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use lettre::transport::smtp::{AsyncSmtpTransport, Error};
use lettre::{AsyncTransport as _, Tokio1Executor};
use secrecy::ExposeSecret as _;

use super::{Message, Refused, words};
use crate::config::{Smtp, SmtpTls};

/// How long the server may take for one step, and for all of them.
const STEP: Duration = Duration::from_secs(10);
const PATIENCE: Duration = Duration::from_secs(30);
/// Letters of a server's answer that are kept.
const WORDS: usize = 200;

/// Whether mail can be addressed so: `ann@example.org` or `Ann <ann@example.org>`.
#[must_use]
pub fn is_address(text: &str) -> bool {
    text.parse::<Mailbox>().is_ok()
}

/// Gives one mail for all its people to the server.
pub(super) async fn send(
    to: &[String],
    smtp: &Smtp,
    message: &Message,
    link: Option<&str>,
    now: At,
) -> Result<(), Refused> {
    let never = |why: String| Refused { why, again: false };
    let from: Mailbox = smtp.from.parse().map_err(|_| never("its sender is no address".to_owned()))?;
    let domain = from.email.domain().to_owned();
    let mut mail = Mail::builder()
        .from(from)
        .subject(words::headline(message))
        .date(SystemTime::UNIX_EPOCH + Duration::from_millis(now.0.unsigned_abs()))
        .message_id(Some(format!("<{}@{domain}>", message.uid)))
        .raw_header(automatic())
        .header(ContentType::TEXT_PLAIN);
    for one in to {
        mail = mail.to(one.parse().map_err(|_| never("one of its people has no address".to_owned()))?);
    }
    let text = words::text(message, link).replace('\n', "\r\n");
    let mail = mail.body(text).map_err(|error| never(error.to_string()))?;
    let transport = transport(smtp, domain).map_err(|error| refused(&error))?;
    let sent = tokio::time::timeout(PATIENCE, transport.send(mail)).await;
    sent.map_err(|_| Refused::late(PATIENCE))?.map_err(|error| refused(&error))?;
    Ok(())
}

/// Nobody's absence should be told to a program.
fn automatic() -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated".to_owned())
}

fn transport(smtp: &Smtp, domain: String) -> Result<AsyncSmtpTransport<Tokio1Executor>, Error> {
    let tls = match smtp.tls {
        SmtpTls::StartTls => Tls::Required(TlsParameters::new(smtp.host.clone())?),
        SmtpTls::Tls => Tls::Wrapper(TlsParameters::new(smtp.host.clone())?),
        SmtpTls::None => Tls::None,
    };
    let server = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&smtp.host)
        .port(smtp.port)
        .tls(tls)
        .hello_name(ClientId::Domain(domain))
        .timeout(Some(STEP));
    let login = smtp.login.as_ref();
    let login = login.map(|(name, word)| Credentials::new(name.clone(), word.expose_secret().to_owned()));
    Ok(match login {
        Some(login) => server.credentials(login).build(),
        None => server.build(),
    })
}

/// A lasting refusal is not tried again, but where the password is in question: it may be mended meanwhile.
fn refused(error: &Error) -> Refused {
    let Some(code) = error.status() else { return Refused::unanswered(error) };
    let code = u16::from(code);
    // These answers may repeat the command, and with it the password.
    let may_repeat = matches!(code, 500..=504 | 530..=538 | 454);
    let said = std::error::Error::source(error).filter(|_| !may_repeat);
    let said = said.map(|said| format!(": {said}")).unwrap_or_default();
    let why = format!("the mail server answered {code}{said}");
    Refused {
        why: why.chars().take(WORDS).map(|letter| if letter.is_control() { ' ' } else { letter }).collect(),
        again: !error.is_permanent() || matches!(code, 530..=538),
    }
}
