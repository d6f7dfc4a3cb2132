//! The browser's end of the stream: through the shared worker where there is one, else directly.

use domain::fault::FaultKind;
use domain::live::{Hint, event};
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{Event, EventSource, MessageEvent, MessagePort, SharedWorker};

use super::News;
use crate::paths;

/// Opens the stream and tells all its news, as long as the page stands.
pub fn open(person: &str, tell: impl Fn(News) + Clone + 'static) {
    let can_share = js_sys::Reflect::has(&window(), &"SharedWorker".into()).unwrap_or(false);
    let worker = can_share.then(|| SharedWorker::new_with_str(paths::LIVE_WORKER, person));
    match worker {
        Some(Ok(worker)) => listen(&worker.port(), tell),
        _ => alone(tell),
    }
}

fn listen(port: &MessagePort, tell: impl Fn(News) + 'static) {
    let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |message: MessageEvent| {
        if let Some(news) = message.data().as_string().as_deref().and_then(read) {
            tell(news);
        }
    });
    port.set_onmessage(Some(on_message.into_js_value().unchecked_ref()));
    hello(port);
    // A page that is put aside must not keep its place among the listeners; one that comes back takes it again.
    let (leaving, returning) = (port.clone(), port.clone());
    on_window("pagehide", move |_| {
        let _ = leaving.post_message(&"bye".into());
    });
    on_window("pageshow", move |_| hello(&returning));
}

fn hello(port: &MessagePort) {
    // A worker that died takes no message; the page then stays as it was drawn.
    let _ = port.post_message(&format!("hello {}", paths::EVENTS).into());
}

/// The worker's messages: an event's name, and after a space what it carries.
fn read(message: &str) -> Option<News> {
    let (name, carried) = message.split_once(' ').unwrap_or((message, ""));
    match name {
        "open" => Some(News::Open),
        "down" => Some(News::Down),
        "out" => Some(News::Out),
        event::PING => Some(News::Ping),
        event::RESYNC => Some(News::Resync),
        event::HINT => Some(hint(carried)),
        _ => None,
    }
}

/// A hint that cannot be read is as good as one that tells of everything.
fn hint(json: &str) -> News {
    serde_json::from_str::<Hint>(json).map_or(News::Resync, |hint| News::Hint(Box::new(hint)))
}

fn alone(tell: impl Fn(News) + Clone + 'static) {
    let Ok(source) = EventSource::new(paths::EVENTS) else { return };
    let on = |name: &str, news: fn(&str) -> News| {
        let tell = tell.clone();
        let heard = Closure::<dyn Fn(Event)>::new(move |event: Event| {
            let data = event.dyn_into::<MessageEvent>().ok().and_then(|message| message.data().as_string());
            tell(news(&data.unwrap_or_default()));
        });
        let _ = source.add_event_listener_with_callback(name, heard.into_js_value().unchecked_ref());
    };
    on("open", |_| News::Open);
    on("error", |_| News::Down);
    // A browser gives up on a stream that is refused, and does not say why it was.
    let (ended, told) = (source.clone(), tell.clone());
    let refused = Closure::<dyn Fn(Event)>::new(move |_: Event| {
        if ended.ready_state() == EventSource::CLOSED {
            let told = told.clone();
            leptos::task::spawn_local(async move {
                let answer = crate::frame::jobs().await;
                if answer.is_err_and(|refusal| refusal.0.kind == FaultKind::Stranger) {
                    told(News::Out);
                }
            });
        }
    });
    let _ = source.add_event_listener_with_callback("error", refused.into_js_value().unchecked_ref());
    on(event::HINT, hint);
    on(event::RESYNC, |_| News::Resync);
    on(event::PING, |_| News::Ping);
}

fn on_window(name: &str, heard: impl Fn(Event) + 'static) {
    let heard = Closure::<dyn Fn(Event)>::new(heard);
    let _ = window().add_event_listener_with_callback(name, heard.into_js_value().unchecked_ref());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_of_the_worker_are_read() {
        assert_eq!(read("open"), Some(News::Open));
        assert_eq!(read("ping"), Some(News::Ping));
        assert_eq!(read("out"), Some(News::Out));
        assert_eq!(read("hint nonsense"), Some(News::Resync));
        assert_eq!(read("else"), None);
        let told = read(r#"hint {"seq":4,"workspaces":[],"jobs":[7],"scopes":[]}"#);
        assert!(matches!(told, Some(News::Hint(hint)) if hint.seq == 4 && hint.jobs.len() == 1));
    }
}
