// A real OpenID Connect provider for the tests: `node provider.mjs PORT REDIRECT_URI SECRET`. Prints its issuer. Anybody
// signs in as anybody; the first letter of the name says in which groups they are.
import { createServer } from "node:http";
import Provider from "oidc-provider";

const [port, redirect, secret] = process.argv.slice(2);
const GROUPS = { b: ["call-desk"], a: ["call-leads", "others"], n: ["others"] };

const server = createServer();
server.listen(Number(port), "127.0.0.1", () => {
  const issuer = `http://127.0.0.1:${port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: "tilsagn", client_secret: secret, redirect_uris: [redirect], require_auth_time: true }],
    pkce: { required: () => true },
    scopes: ["openid", "profile"],
    claims: { openid: ["sub"], profile: ["groups"] },
    // Groups stand in the ID token itself.
    conformIdTokenClaims: false,
    findAccount: (_, id) => ({
      accountId: id,
      claims: () => ({ sub: id, groups: GROUPS[id[0]] ?? [] }),
    }),
    cookies: { keys: ["of-the-tests"] },
    features: { devInteractions: { enabled: true } },
  });
  server.on("request", provider.callback());
  console.log(`issuer ${issuer}`);
});
