package io.credentialstore.model;

import io.credentialstore.internal.check.Checks;
import org.jspecify.annotations.Nullable;

/**
 * An entity at work: who asks, on whose behalf, in which run, and why. All of it goes into the audit entry and is
 * readable there. The host vouches for it: inside one JVM nothing can stop code from naming another entity.
 *
 * @param entity who asks
 * @param userId the person behind it, or null
 * @param runId the execution it belongs to, or null
 * @param purpose what it is for, or null
 * @param ipAddress where the request came from, or null
 */
public record Caller(
        Entity entity,
        @Nullable String userId,
        @Nullable String runId,
        @Nullable String purpose,
        @Nullable String ipAddress) {
    /**
     * Checks the parts: free text up to 512 characters without control characters.
     *
     * @throws io.credentialstore.error.InvalidInputException when one breaks its rule
     */
    public Caller {
        Checks.notNull("entity", entity);
        Checks.optionalText("userId", userId);
        Checks.optionalText("runId", runId);
        Checks.optionalText("purpose", purpose);
        Checks.optionalIp("ipAddress", ipAddress);
    }

    /**
     * A caller of which only the entity is known.
     *
     * @param entity who asks
     * @return the caller
     */
    public static Caller of(Entity entity) {
        return new Caller(entity, null, null, null, null);
    }

    /**
     * A skill of which only the id is known.
     *
     * @param skillId the skill's id
     * @return the caller
     */
    public static Caller skill(String skillId) {
        return of(Entity.skill(skillId));
    }

    /**
     * A tool of which only the id is known.
     *
     * @param toolId the tool's id
     * @return the caller
     */
    public static Caller tool(String toolId) {
        return of(Entity.tool(toolId));
    }

    /**
     * With the person behind it.
     *
     * @param user the user's id
     * @return a copy
     */
    public Caller withUser(@Nullable String user) {
        return new Caller(entity, user, runId, purpose, ipAddress);
    }

    /**
     * With the execution it belongs to.
     *
     * @param run the run's id
     * @return a copy
     */
    public Caller withRun(@Nullable String run) {
        return new Caller(entity, userId, run, purpose, ipAddress);
    }

    /**
     * With what it is for.
     *
     * @param why the purpose
     * @return a copy
     */
    public Caller withPurpose(@Nullable String why) {
        return new Caller(entity, userId, runId, why, ipAddress);
    }

    /**
     * With where the request came from.
     *
     * @param ip an IPv4 or IPv6 address
     * @return a copy
     */
    public Caller withIpAddress(@Nullable String ip) {
        return new Caller(entity, userId, runId, purpose, ip);
    }
}
