package io.credentialstore.security.fault;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads from a log of strace what a process did to the files of one folder, byte by byte. */
final class Trace {
    /** What strace needs to be told. */
    static final String[] WITH_BYTES = {"-xx", "-s", "1048576", "--seccomp-bpf"};

    private static final Pattern CALL = Pattern.compile("(\\w+)\\((.*)\\) += (-?\\d+).*");
    private static final Pattern LINE = Pattern.compile("(\\d+) +(.*)");
    private static final Pattern RESUMED = Pattern.compile("<\\.\\.\\. \\w+ resumed>(.*)");
    private static final String UNFINISHED = " <unfinished ...>";

    private final Path folder;
    private final Map<String, String> unfinished = new HashMap<>();

    private Trace(Path folder) {
        this.folder = folder;
    }

    /** What was done, in the order in which it was done. */
    static List<Change> read(Path log, Path folder) throws IOException {
        Trace trace = new Trace(folder);
        try (Stream<String> lines = Files.lines(log, StandardCharsets.US_ASCII)) {
            return lines.flatMap(line -> trace.whole(line).stream())
                    .flatMap(call -> trace.change(call).stream())
                    .toList();
        }
    }

    /** A call as one line, also when another thread called in between. */
    private Optional<String> whole(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String thread = matcher.group(1);
        String call = matcher.group(2);
        if (call.endsWith(UNFINISHED)) {
            unfinished.put(thread, call.substring(0, call.length() - UNFINISHED.length()));
            return Optional.empty();
        }
        Matcher resumed = RESUMED.matcher(call);
        return Optional.of(resumed.matches() ? unfinished.remove(thread) + resumed.group(1) : call);
    }

    private Optional<Change> change(String line) {
        Matcher call = CALL.matcher(line);
        if (!call.matches() || call.group(3).startsWith("-")) {
            return Optional.empty();
        }
        String given = call.group(2);
        Change change = switch (call.group(1)) {
            case "openat" -> given.contains("O_CREAT") ? new Change.Create(named(given, 0)) : null;
            case "pwrite64" -> new Change.Write(opened(given), lastNumber(given), text(given, 0));
            case "write" -> new Change.Append(opened(given), text(given, 0));
            case "ftruncate" -> new Change.Truncate(opened(given), lastNumber(given));
            case "fsync", "fdatasync" -> new Change.Sync(opened(given));
            case "rename" -> new Change.Rename(named(given, 0), named(given, 1));
            case "unlink" -> new Change.Unlink(named(given, 0));
            default -> null;
        };
        return Optional.ofNullable(change);
    }

    private static int lastNumber(String given) {
        return Integer.parseInt(given.substring(given.lastIndexOf(' ') + 1));
    }

    /** The n-th argument that is a string. */
    private static byte[] text(String given, int n) {
        String[] parts = given.split("\"", -1);
        return bytes(parts[2 * n + 1]);
    }

    private String named(String given, int n) {
        return inFolder(text(given, n));
    }

    /** The file behind the descriptor that is the first argument. */
    private String opened(String given) {
        return inFolder(bytes(given.substring(given.indexOf('<') + 1, given.indexOf('>'))));
    }

    private String inFolder(byte[] path) {
        return folder.relativize(Path.of(new String(path, StandardCharsets.UTF_8)))
                .toString();
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace("\\x", ""));
    }
}
