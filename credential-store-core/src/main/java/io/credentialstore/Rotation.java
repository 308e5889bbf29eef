package io.credentialstore;

import io.credentialstore.internal.check.Checks;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a value is replaced.
 *
 * @param rotatedBy the user who does it, or null
 * @param gracePeriod how long reads that name the version before still get it, though not beyond the expiry it had; zero
 *     for not at all, ten years at most
 * @param keepsExpiry whether the credential's expiry stays as it is
 * @param expiresAt the new expiry when it does not stay; null for never
 */
public record Rotation(
        @Nullable String rotatedBy,
        Duration gracePeriod,
        boolean keepsExpiry,
        @Nullable Instant expiresAt) {
    /**
     * Checks the parts.
     *
     * @throws io.credentialstore.error.InvalidInputException when one breaks its rule
     */
    public Rotation {
        Checks.optionalText("rotatedBy", rotatedBy);
        Checks.duration("gracePeriod", gracePeriod);
        expiresAt = Checks.optionalInstant("expiresAt", expiresAt);
    }

    /**
     * At once, and with the expiry as it is.
     *
     * @param user the user who does it, or null
     * @return the rotation
     */
    public static Rotation by(@Nullable String user) {
        return new Rotation(user, Duration.ZERO, true, null);
    }

    /**
     * With time for those who still hold the version before.
     *
     * @param grace how long reads that name it still get it
     * @return a copy
     */
    public Rotation withGracePeriod(Duration grace) {
        return new Rotation(rotatedBy, grace, keepsExpiry, expiresAt);
    }

    /**
     * With a new expiry of the credential.
     *
     * @param end from when on it is to be refused, or null for never
     * @return a copy
     */
    public Rotation withExpiresAt(@Nullable Instant end) {
        return new Rotation(rotatedBy, gracePeriod, false, end);
    }
}
