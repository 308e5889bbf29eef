package io.credentialstore.security.fault;

/** Something that a process did to the files of a folder; the folder's own name is empty. */
sealed interface Change {
    /** Does the same to a disk. */
    void on(Disk disk);

    /** Opened a file, making it when there was none. */
    record Create(String file) implements Change {
        @Override
        public void on(Disk disk) {
            disk.create(file);
        }
    }

    /** Wrote at a place. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Write(String file, int offset, byte[] bytes) implements Change {
        @Override
        public void on(Disk disk) {
            disk.edit(file, new Edit.Write(offset, bytes));
        }
    }

    /** Wrote at the end. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Append(String file, byte[] bytes) implements Change {
        @Override
        public void on(Disk disk) {
            disk.edit(file, new Edit.Write(disk.size(file), bytes));
        }
    }

    /** Cut off the end. */
    record Truncate(String file, int size) implements Change {
        @Override
        public void on(Disk disk) {
            disk.edit(file, new Edit.Truncate(size));
        }
    }

    /** Waited until a file, or the names in the folder, were on the disk. */
    record Sync(String file) implements Change {
        @Override
        public void on(Disk disk) {
            disk.sync(file);
        }
    }

    /** Gave a file another name, perhaps in the place of another file. */
    record Rename(String from, String to) implements Change {
        @Override
        public void on(Disk disk) {
            disk.rename(from, to);
        }
    }

    /** Removed a name. */
    record Unlink(String file) implements Change {
        @Override
        public void on(Disk disk) {
            disk.unlink(file);
        }
    }
}
