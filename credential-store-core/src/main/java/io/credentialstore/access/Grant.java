package io.credentialstore.access;

import io.credentialstore.error.InvalidInputException;
import io.credentialstore.internal.check.Checks;
import io.credentialstore.model.Entity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A grant to be made. Everything in it is authenticated but readable in the database file.
 *
 * @param entity the skill or tool that gets it
 * @param level what it allows
 * @param expiresAt from when on it is void, or null for never
 * @param grantedBy the user who decided, or null
 * @param reason why, or null
 */
public record Grant(
        Entity entity,
        AccessLevel level,
        @Nullable Instant expiresAt,
        @Nullable String grantedBy,
        @Nullable String reason) {
    /**
     * Checks the parts.
     *
     * @throws InvalidInputException when the entity is the owner, who needs no grant, or a part breaks its rule
     */
    public Grant {
        if (!Checks.notNull("entity", entity).isGrantable()) {
            throw new InvalidInputException("entity", "must be a skill or a tool; the owner needs no grant");
        }
        Checks.notNull("level", level);
        expiresAt = Checks.optionalInstant("expiresAt", expiresAt);
        Checks.optionalText("grantedBy", grantedBy);
        Checks.optionalText("reason", reason);
    }

    /**
     * A grant without end.
     *
     * @param entity the skill or tool that gets it
     * @param level what it allows
     * @return the grant
     */
    public static Grant of(Entity entity, AccessLevel level) {
        return new Grant(entity, level, null, null, null);
    }

    /**
     * With an end.
     *
     * @param end from when on it is void
     * @return a copy
     */
    public Grant withExpiresAt(@Nullable Instant end) {
        return new Grant(entity, level, end, grantedBy, reason);
    }

    /**
     * With who decided.
     *
     * @param user the user's id
     * @return a copy
     */
    public Grant withGrantedBy(@Nullable String user) {
        return new Grant(entity, level, expiresAt, user, reason);
    }

    /**
     * With why.
     *
     * @param why the reason
     * @return a copy
     */
    public Grant withReason(@Nullable String why) {
        return new Grant(entity, level, expiresAt, grantedBy, why);
    }
}
