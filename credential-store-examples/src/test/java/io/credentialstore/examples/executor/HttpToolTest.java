package io.credentialstore.examples.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.credentialstore.CredentialStore;
import io.credentialstore.access.AccessLevel;
import io.credentialstore.audit.AuditAction;
import io.credentialstore.audit.AuditQuery;
import io.credentialstore.examples.executor.ExecutorException.Reason;
import io.credentialstore.model.Caller;
import io.credentialstore.model.Entity;
import io.credentialstore.secret.Secret;
import io.credentialstore.testkit.Stores;
import io.credentialstore.value.ApiKey;
import io.credentialstore.value.BasicAuth;
import io.credentialstore.value.CredentialValue;
import io.credentialstore.value.DbConnection;
import io.credentialstore.value.OAuthToken;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpToolTest {
    private static final String KEY = "fake_stripe_key_4711";

    private final CredentialStore store = Stores.inMemory();
    private Echo service;
    private ToolExecutor tools;

    @BeforeEach
    void start() throws IOException {
        service = new Echo();
        tools = new ToolExecutor(store, List.of(new HttpTool(Map.of("stripe", service.origin()))));
    }

    @AfterEach
    void stop() {
        service.close();
        store.close();
    }

    private Map<String, Object> call(String credential, CredentialValue value, Map<String, Object> input) {
        store.grantAccess(
                StoredKeys.store(store, credential, "stripe", value), Entity.tool("http_request"), AccessLevel.READ);
        return call(credential, input);
    }

    private Map<String, Object> call(String credential, Map<String, Object> input) {
        Map<String, Object> complete = new HashMap<>(input);
        complete.putIfAbsent("url", service.origin() + "/v1");
        return tools.execute(
                ToolCall.of("http_request", complete).withCredential(credential), Caller.tool("http_request"));
    }

    private static ApiKey key(String text) {
        return new ApiKey(Secret.ofString(text));
    }

    private List<String> sent(String header) {
        return service.requests.get(0).get(header);
    }

    @Test
    void execute_apiKeyAndOAuthToken_goAsBearer() {
        call("key", key(KEY), Map.of());
        call("token", OAuthToken.of(Secret.ofString("fake_google_token_1")), Map.of());

        assertThat(service.requests)
                .extracting(headers -> headers.get("Authorization"))
                .containsExactly(List.of("Bearer " + KEY), List.of("Bearer fake_google_token_1"));
    }

    @Test
    void execute_basicAuth_goesAsBasic() {
        call("login", new BasicAuth("Aladdin", Secret.ofString("open sesame")), Map.of());

        assertThat(sent("Authorization")).containsExactly("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
    }

    @Test
    void execute_headerOfChoice_goesBareAndReplacesTheSkillsOwn() {
        call(
                "key",
                key(KEY),
                Map.of("credentialHeader", "X-Api-Key", "headers", Map.of("x-api-key", "mine", "A", "b")));

        assertThat(sent("X-api-key")).containsExactly(KEY);
        assertThat(sent("A")).containsExactly("b");
        assertThat(service.requests.get(0)).doesNotContainKey("Authorization");
    }

    @Test
    void execute_methodAndBody_arrive() {
        Map<String, Object> output = call("key", key(KEY), Map.of("method", "POST", "body", "email=a%40b.c"));

        assertThat(output).containsEntry("status", 200);
        assertThat(String.valueOf(output.get("body"))).startsWith("POST email=a%40b.c ");
    }

    @Test
    void execute_serviceEchoesTheKey_outputSaysRedacted() {
        Map<String, Object> output = call("key", key(KEY), Map.of());

        assertThat(String.valueOf(output.get("body")))
                .contains("Bearer [REDACTED:key]")
                .doesNotContain(KEY);
    }

    @Test
    void execute_withoutCredential_worksAsBefore() {
        Map<String, Object> output = tools.execute(
                ToolCall.of("http_request", Map.of("url", service.origin() + "/open")), Caller.tool("http_request"));

        assertThat(output).containsEntry("status", 200);
        assertThat(service.requests.get(0)).doesNotContainKey("Authorization");
    }

    @Test
    void execute_redirect_isNotFollowed() throws IOException {
        try (Echo other = new Echo()) {
            Map<String, Object> output =
                    call("key", key(KEY), Map.of("url", service.origin() + "/v1?" + other.origin()));

            assertThat(output).containsEntry("status", 307);
            assertThat(other.requests).isEmpty();
        }
    }

    @Test
    void execute_otherOrigin_getsNothingAndNothingIsReleased() throws IOException {
        try (Echo other = new Echo()) {
            store.grantAccess(
                    StoredKeys.key(store, "key", "stripe", KEY), Entity.tool("http_request"), AccessLevel.READ);
            String port = ":" + service.origin().getPort();
            for (String url : List.of(
                    other.origin() + "/v1",
                    "https://127.0.0.1" + port,
                    "http://localhost" + port,
                    "http://127.0.0.1" + port + "@evil.example/",
                    "/v1")) {
                refused(Reason.NOT_USABLE_HERE, "may only be sent to http://127.0.0.1", Map.of("url", url));
            }
            assertThat(other.requests).isEmpty();
        }
        assertThat(service.requests).isEmpty();
        assertThat(store.countAuditEntries(AuditQuery.all().withAction(AuditAction.RETRIEVE)))
                .isZero();
    }

    @Test
    void execute_serviceWithoutOrigin_getsNothing() {
        store.grantAccess(StoredKeys.key(store, "key", "openai", KEY), Entity.tool("http_request"), AccessLevel.READ);

        refused(Reason.NOT_USABLE_HERE, "opens openai and may only be sent to an origin that the host names", Map.of());
    }

    @Test
    void execute_databaseLogin_hasNoFormAsHeader() {
        DbConnection login = new DbConnection("db", 1, "d", "u", Secret.ofString("fake_password"), false);
        store.grantAccess(
                StoredKeys.store(store, "key", "stripe", login), Entity.tool("http_request"), AccessLevel.READ);

        refused(Reason.NOT_USABLE_HERE, "is of type db_connection", Map.of());
    }

    /** The JDK repeats a header that it refuses in its exception. */
    @ParameterizedTest
    @ValueSource(strings = {"fake_key\nX-Injected: 1", "fake_key\u0000", "fake_key_\u20ac"})
    void execute_keyThatIsNoHeader_isNotInTheError(String key) {
        store.grantAccess(StoredKeys.key(store, "key", "stripe", key), Entity.tool("http_request"), AccessLevel.READ);

        refused(Reason.NOT_USABLE_HERE, "does not allow in a header", Map.of());
        assertThat(service.requests).isEmpty();
    }

    @Test
    void execute_inputOfTheWrongForm_isRefused() {
        store.grantAccess(StoredKeys.key(store, "key", "stripe", KEY), Entity.tool("http_request"), AccessLevel.READ);

        refused(Reason.INVALID_INPUT, "needs url as a String", Map.of("url", 7));
        refused(Reason.INVALID_INPUT, "url that is none", Map.of("url", "http://["));
        refused(Reason.INVALID_INPUT, "needs headers as a Map", Map.of("headers", "A: b"));
        refused(Reason.INVALID_INPUT, "HTTP does not allow", Map.of("method", "GET IT"));
        refused(Reason.INVALID_INPUT, "HTTP does not allow", Map.of("headers", Map.of("a", "b\r\nc: d")));
        refused(Reason.NOT_USABLE_HERE, "does not allow in a header", Map.of("credentialHeader", "Host"));
    }

    @Test
    void execute_serviceDown_saysSoWithoutTheKey() {
        store.grantAccess(StoredKeys.key(store, "key", "stripe", KEY), Entity.tool("http_request"), AccessLevel.READ);
        service.close();

        refused(Reason.TOOL_FAILED, "No answer from 127.0.0.1", Map.of());
    }

    private void refused(Reason reason, String part, Map<String, Object> input) {
        assertThatExceptionOfType(ExecutorException.class)
                .isThrownBy(() -> call("key", input))
                .withMessageContaining(part)
                .withMessageNotContaining("fake_key")
                .withMessageNotContaining(KEY)
                .withNoCause()
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason))
                .satisfies(e -> assertThat(e.getSuppressed()).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://api.stripe.com", "ftp://127.0.0.1", "stripe", "file:///etc/passwd"})
    void new_originThatIsNotEncrypted_isRefused(String origin) {
        assertThatExceptionOfType(ExecutorException.class)
                .isThrownBy(() -> new HttpTool(Map.of("stripe", URI.create(origin))))
                .withMessageContaining("must be https, or http on loopback");
    }
}
