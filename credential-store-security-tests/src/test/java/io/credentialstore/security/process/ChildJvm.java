package io.credentialstore.security.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Describes a Java process with the classes of this one. Stateless. */
public final class ChildJvm {
    private ChildJvm() {}

    /**
     * A process that is still to be started.
     *
     * @param main its main class
     * @param options of the virtual machine
     * @param arguments of the main method
     */
    public static ProcessBuilder of(Class<?> main, List<String> options, Object... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(List.of("-classpath", System.getProperty("java.class.path"), main.getName()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return new ProcessBuilder(command);
    }
}
