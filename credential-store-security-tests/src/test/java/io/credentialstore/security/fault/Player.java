package io.credentialstore.security.fault;

import io.credentialstore.error.CredentialStoreException;
import io.credentialstore.jdbc.internal.sqlite.CarelessStorage;
import io.credentialstore.security.process.ChildJvm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Plays the script in a process of its own, and says after each step, at once, what came of it. */
final class Player {
    /** With commits that do not wait for the disk. */
    static final String CARELESS = "careless";

    private Player() {}

    /** A process that plays the script on the store of a folder, and leaves nothing elsewhere, even when it is killed. */
    static ProcessBuilder in(Path folder, Object... more) {
        return at(folder, Stage.fileIn(folder).toString(), more);
    }

    /** As {@link #in}, with the store in some other place. */
    static ProcessBuilder at(Path folder, String place, Object... more) {
        List<Object> arguments = new ArrayList<>(List.of(place));
        arguments.addAll(List.of(more));
        return process(Player.class, folder, arguments.toArray())
                .redirectOutput(Account.fileIn(folder).toFile());
    }

    static ProcessBuilder process(Class<?> main, Path folder, Object... more) {
        List<String> options = List.of("-Xmx32m", "-XX:-UsePerfData", "-Dorg.sqlite.tmpdir=" + folder.getParent());
        List<Object> arguments = new ArrayList<>(List.of(folder));
        arguments.addAll(List.of(more));
        return ChildJvm.of(main, options, arguments.toArray());
    }

    /** Takes a folder, the place of the store, and perhaps {@value #CARELESS}. */
    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[0]);
        String place = arguments[1];
        boolean careless = List.of(arguments).contains(CARELESS);
        play(() ->
                careless ? Stage.open(folder, () -> CarelessStorage.open(Path.of(place))) : Stage.open(folder, place));
    }

    /** Plays the script once; a fault may hit the opening, and the next one must work. */
    static void play(Supplier<Stage> opening) {
        play(opening, Stage::play);
    }

    /** As {@link #play(Supplier)}, with something in the way of some step. */
    static void play(Supplier<Stage> opening, BiFunction<Stage, Step, String> playing) {
        play(opening, playing, System.out::println);
    }

    /** As {@link #play(Supplier, BiFunction)}, for a listener who hears each line of the account. */
    static void play(Supplier<Stage> opening, BiFunction<Stage, Step, String> playing, Consumer<String> listener) {
        try (Stage stage = opened(opening, listener)) {
            listener.accept(Account.line("OPEN", "opened"));
            for (Step step : Step.values()) {
                listener.accept(Account.line(step.name(), playing.apply(stage, step)));
            }
        }
        listener.accept(Account.line("END", "closed"));
    }

    private static Stage opened(Supplier<Stage> opening, Consumer<String> listener) {
        try {
            return opening.get();
        } catch (CredentialStoreException e) {
            listener.accept(Account.line("OPEN", "!" + e.code()));
            return opening.get();
        }
    }

    static void say(String what, String outcome) {
        System.out.println(Account.line(what, outcome));
    }
}
