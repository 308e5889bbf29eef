package io.credentialstore.security.fault;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What becomes of the changes that nobody waited for when power is lost. */
interface Fate {
    /** How many of the changed names reach the disk; file systems keep the order of these. */
    int names(int changed);

    /** What of the edits of one file reaches the disk, and in which order. */
    List<Edit> edits(List<Edit> edits);

    /** All reach it, as when only the process is killed. */
    Fate KEPT = new Fate() {
        @Override
        public int names(int changed) {
            return changed;
        }

        @Override
        public List<Edit> edits(List<Edit> edits) {
            return edits;
        }
    };

    /** None reaches it. */
    Fate DROPPED = new Fate() {
        @Override
        public int names(int changed) {
            return 0;
        }

        @Override
        public List<Edit> edits(List<Edit> edits) {
            return List.of();
        }
    };

    /** Each is kept, lost, or torn at the borders of sectors, in any order. Not thread-safe. */
    static Fate drawn(Random random) {
        return new Fate() {
            @Override
            public int names(int changed) {
                return random.nextInt(changed + 1);
            }

            @Override
            public List<Edit> edits(List<Edit> edits) {
                List<Edit> reached = new ArrayList<>();
                int sector = random.nextBoolean() ? 512 : 4_096;
                for (Edit edit : edits) {
                    switch (random.nextInt(3)) {
                        case 0 -> reached.add(edit);
                        case 1 ->
                            edit.pieces(sector).stream()
                                    .filter(piece -> random.nextBoolean())
                                    .forEach(reached::add);
                        default -> {
                            // lost
                        }
                    }
                }
                Collections.shuffle(reached, random);
                return reached;
            }
        };
    }
}
