package io.credentialstore.security.tamper;

import java.util.ArrayList;
import java.util.List;

/**
 * One step of a script that edits a trail.
 *
 * @param kind what it does
 * @param at the entry that it is about; taken modulo the number of entries
 * @param other another entry, for those that need two
 */
record TrailEdit(Kind kind, int at, int other) {
    enum Kind {
        CHANGE,
        CHANGE_TIME,
        DELETE,
        DELETE_AND_RENUMBER,
        CUT_HEAD,
        CUT_TAIL,
        REORDER,
        DUPLICATE,
        INSERT
    }

    /** The trail after the step; entries are in the order of their numbers before and after. */
    List<Row> applyTo(List<Row> trail) {
        if (trail.size() < 2) {
            return trail;
        }
        int i = at % trail.size();
        int j = other % trail.size();
        Row row = trail.get(i);
        List<Row> edited = new ArrayList<>(trail);
        switch (kind) {
            case CHANGE -> edited.set(i, row.with("entity_id", row.text("entity_id") + "x"));
            case CHANGE_TIME ->
                edited.set(i, row.with("timestamp", row.text("timestamp").replace(":00.", ":01.")));
            case DELETE -> edited.remove(i);
            case DELETE_AND_RENUMBER -> {
                edited.remove(i);
                return renumbered(edited);
            }
            case CUT_HEAD -> edited.subList(0, i).clear();
            case CUT_TAIL -> edited.subList(i, trail.size()).clear();
            case REORDER -> {
                edited.set(i, trail.get(j).with("seq", row.get("seq")));
                edited.set(j, row.with("seq", trail.get(j).get("seq")));
            }
            case DUPLICATE ->
                edited.add(row.with("seq", (Long) trail.get(trail.size() - 1).get("seq") + 1));
            case INSERT -> {
                edited.add(j, row.with("success", 1L));
                return renumbered(edited);
            }
        }
        return edited;
    }

    private static List<Row> renumbered(List<Row> trail) {
        List<Row> renumbered = new ArrayList<>();
        for (Row row : trail) {
            renumbered.add(row.with("seq", renumbered.size() + 1L));
        }
        return renumbered;
    }
}
