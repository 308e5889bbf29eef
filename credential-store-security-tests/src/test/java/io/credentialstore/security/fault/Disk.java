package io.credentialstore.security.fault;

import io.credentialstore.internal.file.OwnerFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One folder on a disk that loses power: it keeps what was synced, and of the rest what fate wants. The strictest that
 * POSIX allows: a new name is safe only when its directory was synced. Not thread-safe.
 */
final class Disk {
    private static final byte[] EMPTY = {};
    /** Shared memory, which SQLite makes anew. */
    private static final String MEMORY = "store.db-shm";

    private static final String ACCOUNT = "account";

    /** The content of a file, whatever its names. */
    private static final class Content {
        private byte[] synced = EMPTY;
        private byte[] now = EMPTY;
        private final List<Edit> unsynced = new ArrayList<>();

        void edit(Edit edit) {
            now = edit.on(now);
            unsynced.add(edit);
        }

        void sync() {
            synced = now;
            unsynced.clear();
        }

        byte[] after(Fate fate) {
            byte[] content = synced;
            for (Edit edit : fate.edits(List.copyOf(unsynced))) {
                content = edit.on(content);
            }
            return content;
        }
    }

    private final Map<String, Content> names = new HashMap<>();
    private final Map<String, Content> syncedNames = new HashMap<>();
    private final List<Consumer<Map<String, Content>>> unsyncedNames = new ArrayList<>();

    /** With the account that the process gives, which arrives at once. */
    Disk() {
        create(ACCOUNT);
        sync("");
    }

    private void rename(Consumer<Map<String, Content>> change) {
        change.accept(names);
        unsyncedNames.add(change);
    }

    void create(String file) {
        if (!names.containsKey(file) && !file.equals(MEMORY)) {
            Content empty = new Content();
            rename(all -> all.put(file, empty));
        }
    }

    void rename(String from, String to) {
        rename(all -> all.put(to, all.remove(from)));
    }

    void unlink(String file) {
        rename(all -> all.remove(file));
    }

    int size(String file) {
        Content content = names.get(file);
        return content == null ? 0 : content.now.length;
    }

    void edit(String file, Edit edit) {
        Content content = names.get(file);
        if (content != null) {
            content.edit(edit);
        }
        if (file.equals(ACCOUNT)) {
            sync(file);
        }
    }

    void sync(String file) {
        if (file.isEmpty()) {
            syncedNames.clear();
            syncedNames.putAll(names);
            unsyncedNames.clear();
        } else if (names.containsKey(file)) {
            names.get(file).sync();
        }
    }

    /** Writes into a folder what would be found after a loss of power now. */
    void leave(Path folder, Fate fate) throws IOException {
        Map<String, Content> found = new HashMap<>(syncedNames);
        unsyncedNames.subList(0, fate.names(unsyncedNames.size())).forEach(change -> change.accept(found));
        for (Map.Entry<String, Content> file : found.entrySet()) {
            try (FileChannel out = OwnerFiles.create(folder.resolve(file.getKey()))) {
                out.write(ByteBuffer.wrap(file.getValue().after(fate)));
            }
        }
    }
}
