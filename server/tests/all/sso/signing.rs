//! How do tests sign tokens, also those that nobody should believe?

use aws_lc_rs::encoding::AsDer as _;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE, URL_SAFE_NO_PAD};
use jsonwebtoken::{Algorithm, EncodingKey};
use serde_json::{Value, json};

/// A pair of keys for ES256.
pub struct Pair {
    pub id: String,
    private: EncodingKey,
    x: String,
    y: String,
    spki: Vec<u8>,
}

impl Pair {
    pub fn new(id: &str) -> Self {
        let random = SystemRandom::new();
        let document = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random).unwrap();
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, document.as_ref()).unwrap();
        let point = pair.public_key().as_ref();
        Self {
            id: id.to_owned(),
            private: EncodingKey::from_ec_der(document.as_ref()),
            x: URL_SAFE_NO_PAD.encode(&point[1..33]),
            y: URL_SAFE_NO_PAD.encode(&point[33..65]),
            spki: pair.public_key().as_der().unwrap().as_ref().to_vec(),
        }
    }

    pub fn jwk(&self) -> Value {
        json!({ "kty": "EC", "crv": "P-256", "x": self.x, "y": self.y, "kid": self.id, "use": "sig", "alg": "ES256" })
    }

    pub fn pem(&self) -> String {
        format!("-----BEGIN PUBLIC KEY-----\n{}\n-----END PUBLIC KEY-----\n", STANDARD.encode(&self.spki))
    }

    /// The head that goes with this key.
    pub fn head(&self) -> Value {
        json!({ "alg": "ES256", "typ": "JWT", "kid": self.id })
    }

    /// A token with any head, signed by this key as ES256.
    pub fn sign(&self, head: &Value, claims: &Value) -> String {
        self.sign_parts(&encoded(head), &encoded(claims))
    }

    /// The same as AWS's load balancers write it: every part padded.
    pub fn sign_padded(&self, head: &Value, claims: &Value) -> String {
        let padded = |value: &Value| URL_SAFE.encode(value.to_string());
        let token = self.sign_parts(&padded(head), &padded(claims));
        let (signed, signature) = token.rsplit_once('.').unwrap();
        format!("{signed}.{}", URL_SAFE.encode(URL_SAFE_NO_PAD.decode(signature).unwrap()))
    }

    fn sign_parts(&self, head: &str, claims: &str) -> String {
        let signed = format!("{head}.{claims}");
        let signature =
            jsonwebtoken::crypto::sign(signed.as_bytes(), &self.private, Algorithm::ES256).unwrap();
        format!("{signed}.{signature}")
    }
}

/// A token whose signature is an HMAC by this secret.
pub fn sign_shared(secret: &[u8], head: &Value, claims: &Value) -> String {
    let signed = format!("{}.{}", encoded(head), encoded(claims));
    let key = EncodingKey::from_secret(secret);
    let signature = jsonwebtoken::crypto::sign(signed.as_bytes(), &key, Algorithm::HS256).unwrap();
    format!("{signed}.{signature}")
}

/// A token with nothing or anything as its signature.
pub fn unsigned(head: &Value, claims: &Value, signature: &str) -> String {
    format!("{}.{}.{signature}", encoded(head), encoded(claims))
}

/// The claims of a genuine token under another's signature: the claims are swapped after it was signed.
pub fn swapped(token: &str, claims: &Value) -> String {
    let mut parts = token.split('.');
    let (head, signature) = (parts.next().unwrap(), parts.nth(1).unwrap());
    format!("{head}.{}.{signature}", encoded(claims))
}

fn encoded(value: &Value) -> String {
    URL_SAFE_NO_PAD.encode(value.to_string())
}

/// `base` with these members changed; those that are null are taken out.
pub fn with(mut base: Value, changes: Value) -> Value {
    let Value::Object(changes) = changes else { panic!("changes are an object") };
    let all = base.as_object_mut().unwrap();
    for (name, value) in changes {
        if value.is_null() {
            all.remove(&name);
        } else {
            all.insert(name, value);
        }
    }
    base
}
