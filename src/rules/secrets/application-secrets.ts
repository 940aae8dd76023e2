import type { Rule } from "../../core/rule.ts";
import { assigned } from "../assigned.ts";

/** What a web application signs its sessions with. */
const session = {
  class: "secret",
  severity: "critical",
  harm: "Make sessions for any user of the application, and with some frameworks run code in it.",
  remedy:
    "Make a new one, which signs everybody out, and keep it in the environment or a secret store.",
} as const;

export const applicationSecrets: readonly Rule[] = [
  {
    ...session,
    id: "php-application-secret",
    title: "Secret of a PHP application",
    confidence: "medium",
    keywords: [
      "app_secret",
      "encryption_key",
      "cookievalidationkey",
      "hash_salt",
      "blowfish_secret",
      "wgsecretkey",
      "passwordsalt",
      "security.salt",
      "crypt",
    ],
    pattern:
      /(?:(?<![A-Za-z0-9_])APP_SECRET[ \t]{0,3}=[ \t]{0,3}["']?(?=[0-9a-f]{32})|(?:cookieValidationKey|hash_salt|blowfish_secret|wgSecretKey|wgUpgradeKey|passwordsalt|encryptionKey|encryption_key|cookie_key|cookie_iv|_COOKIE_KEY_|_RIJNDAEL_KEY_|rijndael_key|Security\.salt|Security\.cipherSeed|auto_login_key|phpbb_secret|instanceid_secret)["'\]]{0,3}[ \t]{0,4}(?:=>|[=,:])[ \t]{0,4}["'](?!arn:)(?=[^"'\n]{10,120}["']))(?<value>[A-Za-z0-9+/=_.!@#%^&*()~|:;?-]{10,120})(?=["'\s]|$)/,
    proofs: [
      { kind: "entropy", min: 3 },
      { kind: "has", all: ["digit", "letter"] },
      { kind: "not-placeholder" },
      { kind: "not-words" },
    ],
    references: [
      "https://symfony.com/doc/current/reference/configuration/kernel.html#kernel-secret",
      "https://www.yiiframework.com/doc/guide/2.0/en/runtime-requests",
    ],
    examples: {
      found: [
        "APP_SECRET=«51dd11e7e83b80a67eca13d550ad3985»",
        "'cookieValidationKey' => '«kysJTQAjwag5qptf1KCxm_mJuIilYClH»',",
        "$settings['hash_salt'] = '«RuskYE_hOZG9tEr982PMMCtqt1j0i1AhhqaueG_PvSZn_a5fy1-x2ANYMpkg4a»';",
        "$config['encryption_key'] = '«XziB0zyOs3slqXa2GbiQndilYfwOeASL»';",
      ],
      ignored: ["APP_SECRET=ThisTokenIsNotSoSecretChangeIt", "$cfg['blowfish_secret'] = '';"],
    },
  },
  {
    ...session,
    id: "wordpress-salt",
    title: "Key or salt of WordPress",
    confidence: "high",
    keywords: ["auth_key", "secure_auth_key", "logged_in_key", "nonce_key", "_salt"],
    pattern:
      /(?:SECURE_AUTH|AUTH|LOGGED_IN|NONCE)_(?:KEY|SALT)\\?["']?[ \t]{0,4}[,=][ \t]{0,12}\\?["']?(?<value>[^'"\s\\][^'"\n\\]{62}[^'"\s\\])\\?["']/,
    proofs: [{ kind: "entropy", min: 4 }],
    references: [
      "https://developer.wordpress.org/advanced-administration/wordpress/wp-config/#security-keys",
    ],
    examples: {
      found: [
        "define('AUTH_KEY',         '«k#9v@2m^x!q7w&z3l8(r)t4y5u6i0o1p-as)dF|Gh+Jk;L,Zx.Cv{Bn}Mq/We?Rt»');",
      ],
      ignored: ["define('AUTH_KEY',         'put your unique phrase here');"],
    },
  },
  {
    ...session,
    id: "wordpress-database-password",
    title: "Database password of WordPress",
    confidence: "high",
    harm: "Read and change all that the site stores, and so become its administrator.",
    remedy:
      "Change it in the database and in wp-config.php, and keep that file out of what is published.",
    keywords: ["db_password", "ftp_pass"],
    pattern:
      /define\([ \t]{0,4}\\?["'](?:DB_PASSWORD|FTP_PASS|SMTP_PASS(?:WORD)?|DB_PASS|MYSQL_PASSWORD)\\?["'][ \t]{0,4},[ \t]{0,4}\\?["'](?<value>[^'"\s\\<>$]{4,128})\\?["']/,
    proofs: [{ kind: "not-placeholder" }],
    references: ["https://developer.wordpress.org/advanced-administration/wordpress/wp-config/"],
    examples: {
      found: ["define( 'DB_PASSWORD', '«kdwqzp!x»' );"],
      ignored: [
        "define('DB_PASSWORD', 'password_here');",
        "define('DB_PASSWORD', getenv('DB_PASSWORD'));",
      ],
    },
  },
  {
    ...session,
    id: "application-cipher-key",
    title: "Key that an application encrypts what it stores with",
    severity: "high",
    confidence: "medium",
    harm: "Decrypt the credentials and data that the application stored.",
    remedy: "Make a new one by the application's own rotation, and rotate what was encrypted.",
    keywords: [
      "encryption_key",
      "encryptedsavedobjects",
      "n8n_encryption_key",
      "fernet",
      "secret_box",
      "lockbox",
      "attr_encrypted",
      "cipher_key",
      "credentials_key",
      "play.http.secret.key",
      "superset_secret_key",
    ],
    pattern: assigned(
      /(?:xpack\.(?:encryptedSavedObjects|security|reporting)\.encryptionKey|n8n_encryption_key|play\.http\.secret\.key|lockbox_master_key|active_record_encryption[\w.-]{0,40}|superset_secret_key|mlflow_flask_server_secret_key|(?:mb|metabase|airbyte|dify|langflow|flowise|windmill|appsmith|outline|gitea|zulip|nocodb|budibase|directus|rundeck)_(?:[a-z]{1,12}_)?(?:encryption|secret|cipher)(?:_secret)?_?(?:key|salt|password))/,
      /[A-Za-z0-9+/_.!@#%^&*-]{20,128}={0,2}/,
    ),
    proofs: [
      { kind: "entropy", min: 3.2 },
      { kind: "has", all: ["digit", "letter"] },
      { kind: "not-placeholder" },
      { kind: "not-words" },
    ],
    references: [
      "https://www.elastic.co/docs/reference/kibana/configuration-reference/security-settings",
      "https://docs.n8n.io/hosting/configuration/configuration-examples/encryption-key/",
    ],
    examples: {
      found: [
        'xpack.encryptedSavedObjects.encryptionKey: "«ICpoZreveR1UszvipN6cvtXphBPQtU1S»"',
        "N8N_ENCRYPTION_KEY=«lpDQDje3zvVxxhz78GZJlOcXfe9jDsYS»",
        "MB_ENCRYPTION_SECRET_KEY=«WHyzjlhKverrRj9CN4lv/ZF98+6Qi3AobyfchypuIq0=»",
      ],
      ignored: ["N8N_ENCRYPTION_KEY=${KEY}", "METABASE_ENCRYPTION_KEY_FILE=/run/secrets/mb-key-1"],
    },
  },
];
