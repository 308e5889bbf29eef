package io.credentialstore.security.fault;

import io.credentialstore.RetrievedCredential;
import io.credentialstore.ScopedCredentialStore;
import io.credentialstore.access.AccessLevel;
import io.credentialstore.access.Grant;
import io.credentialstore.audit.HostEvent;
import io.credentialstore.key.MasterKey;
import io.credentialstore.model.Caller;
import io.credentialstore.model.Entity;
import io.credentialstore.model.Metadata;
import io.credentialstore.testkit.TestValues;
import io.credentialstore.value.ApiKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** The script: every verb of a store, in an order in which each has something to do. */
enum Step {
    STORE_ONE(stage -> store(stage, "one")),
    STORE_TWO(stage -> store(stage, "two")),
    STORE_THREE(stage -> store(stage, "three")),
    GRANT_READER(stage -> grant(stage, "one", Stage.READER, AccessLevel.READ)),
    GRANT_ADMIN(stage -> grant(stage, "one", Stage.ADMIN, AccessLevel.WRITE)),
    GRANT_SECOND(stage -> grant(stage, "two", Stage.READER, AccessLevel.READ)),
    GRANT_FOR_A_WHILE(Step::grantForAWhile),
    RETRIEVE(stage -> retrieve(stage, Stage.READER)),
    RETRIEVE_WITHOUT_GRANT(stage -> retrieve(stage, Stage.VISITOR)),
    ROTATE(Step::rotate),
    CHANGE_LEVEL(stage -> stage.store()
            .changeAccessLevel(stage.id("one"), Stage.ADMIN, AccessLevel.ADMIN, "owner")
            .level()),
    ROTATE_AS_ADMIN(Step::rotateAsAdmin),
    GRANT_AS_ADMIN(stage -> admin(stage)
            .grantAccess(stage.id("one"), Grant.of(Stage.VISITOR, AccessLevel.READ))
            .level()),
    UPDATE_METADATA(stage -> {
        stage.store().updateMetadata(stage.id("one"), Metadata.of(Map.of("owner", "team")), "owner");
        return "updated";
    }),
    UPDATE_EXPIRY(stage -> {
        stage.store().updateExpiry(stage.id("two"), stage.now().plus(Duration.ofDays(1)), "owner");
        return "updated";
    }),
    RETRIEVE_ROTATED(stage -> retrieve(stage, Stage.READER)),
    LOG(stage -> {
        stage.store().logCredentialAccess(HostEvent.of(stage.id("two"), Caller.of(Stage.READER), "injected"));
        return "logged";
    }),
    SUMMARY(stage -> stage.store().getAuditSummary().totalAccesses()),
    EXPORT(stage -> stage.store()
            .exportAuditTrail(segment(stage), stage.now().minus(Duration.ofMinutes(9)))
            .map(segment -> segment.from() + " to " + segment.to())),
    PRUNE(stage -> stage.store().pruneAuditTrail(segment(stage), "owner")),
    REVOKE_ACCESS(stage -> stage.store().revokeAccess(stage.id("one"), Stage.READER)),
    RETRIEVE_REVOKED(stage -> retrieve(stage, Stage.READER)),
    DELETE(stage -> {
        stage.store().deleteCredential(stage.id("three"), "owner", "no longer used");
        return "deleted";
    }),
    REMOVE_EXPIRED_GRANTS(stage -> stage.store().removeExpiredGrants()),
    REVOKE_ALL_OF_READER(stage -> stage.store().revokeAllAccess(Stage.READER, "owner")),
    REVOKE_ALL_ON_ONE(stage -> stage.store().revokeAllAccess(stage.id("one"), "owner")),
    CHECKPOINT(stage -> stage.store().createCheckpoint().seq()),
    REVOKE(Step::revoke),
    REVOKE_AGAIN(Step::revoke),
    STORE_TWO_AGAIN(stage -> store(stage, "two")),
    ADD_MASTER_KEY(Step::addMasterKey),
    REMOVE_MASTER_KEY(Step::removeMasterKey),
    ROTATE_MASTER_KEY(Step::rotateMasterKey),
    RETRIEVE_AS_OWNER(stage -> text(stage.store().retrieveCredentialAsOwner(stage.id("two"), "owner")));

    /** What is called; it returns what the caller learns. */
    private interface Call {
        Object on(Stage stage);
    }

    @SuppressWarnings("ImmutableEnumChecker") // the calls hold nothing
    private final Call call;

    Step(Call call) {
        this.call = call;
    }

    Object on(Stage stage) {
        return call.on(stage);
    }

    private static Object store(Stage stage, String name) {
        try (ApiKey value = TestValues.apiKey(name + " of " + stage.now())) {
            return stage.stored(name, stage.store().storeCredential(name, "service", value));
        }
    }

    private static Object grant(Stage stage, String name, Entity entity, AccessLevel level) {
        return stage.store().grantAccess(stage.id(name), entity, level).level();
    }

    private static Object grantForAWhile(Stage stage) {
        Grant grant = Grant.of(Stage.VISITOR, AccessLevel.READ)
                .withExpiresAt(stage.now().plus(Duration.ofMinutes(5)));
        return stage.store().grantAccess(stage.id("two"), grant).level();
    }

    private static Object retrieve(Stage stage, Entity entity) {
        return text(stage.store().retrieveCredential(stage.id("one"), Caller.of(entity)));
    }

    /** The text of an API key, which is closed. */
    static String text(RetrievedCredential retrieved) {
        try (retrieved) {
            return retrieved.value(ApiKey.class).apiKey().use(String::new);
        }
    }

    private static Object rotate(Stage stage) {
        try (ApiKey value = TestValues.apiKey("rotated at " + stage.now())) {
            return stage.store().rotateCredential(stage.id("one"), value, "owner");
        }
    }

    private static Object rotateAsAdmin(Stage stage) {
        try (ApiKey value = TestValues.apiKey("rotated by the admin at " + stage.now())) {
            return admin(stage).rotateCredential(stage.id("one"), value);
        }
    }

    private static ScopedCredentialStore admin(Stage stage) {
        return stage.store().as(Caller.of(Stage.ADMIN));
    }

    private static Path segment(Stage stage) {
        return stage.folder().resolve("trail.segment");
    }

    private static Object addMasterKey(Stage stage) {
        try (MasterKey key = Stage.Key.RECOVERY.load()) {
            stage.recoveryKey(stage.store().addMasterKey(key, "owner").keyId());
            return "added";
        }
    }

    private static Object removeMasterKey(Stage stage) {
        stage.store().removeMasterKey(stage.recoveryKey(), "owner");
        return "removed";
    }

    private static Object rotateMasterKey(Stage stage) {
        try (MasterKey key = Stage.Key.SECOND.load()) {
            long covered = stage.store().rotateMasterKey(key, "owner").credentialsCovered();
            stage.key(Stage.Key.SECOND);
            return covered;
        }
    }

    private static Object revoke(Stage stage) {
        stage.store().revokeCredential(stage.id("two"), "owner", "leaked");
        return "revoked";
    }
}
