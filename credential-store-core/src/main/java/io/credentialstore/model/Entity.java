package io.credentialstore.model;

import io.credentialstore.internal.check.Checks;

/**
 * Who acts on a credential.
 *
 * @param type skill, tool or owner
 * @param id its id: 1 to 128 ASCII letters, digits, dot, underscore, hyphen, colon, slash or at sign
 */
public record Entity(EntityType type, String id) {
    /**
     * Checks the parts.
     *
     * @throws io.credentialstore.error.InvalidInputException when one breaks its rule
     */
    public Entity {
        Checks.notNull("entityType", type);
        Checks.entityId("entityId", id);
    }

    /**
     * A skill.
     *
     * @param id the skill's id
     * @return the entity
     */
    public static Entity skill(String id) {
        return new Entity(EntityType.SKILL, id);
    }

    /**
     * A tool.
     *
     * @param id the tool's id
     * @return the entity
     */
    public static Entity tool(String id) {
        return new Entity(EntityType.TOOL, id);
    }

    /**
     * The application that owns the store. It appears in audit entries and needs no grant.
     *
     * @param application the application's name
     * @return the entity
     */
    public static Entity owner(String application) {
        return new Entity(EntityType.OWNER, application);
    }

    /**
     * Whether grants may name this entity.
     *
     * @return true for skills and tools
     */
    public boolean isGrantable() {
        return type != EntityType.OWNER;
    }

    @Override
    public String toString() {
        return type.code() + ":" + id;
    }
}
