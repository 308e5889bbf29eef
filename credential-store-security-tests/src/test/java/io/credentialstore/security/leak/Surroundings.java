package io.credentialstore.security.leak;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;

/** What a process shows to those who look at it from outside. */
final class Surroundings {
    private static final MBeanServer BEANS = ManagementFactory.getPlatformMBeanServer();

    private final Path root;

    Surroundings(Path root) {
        this.root = root;
    }

    /** Everything that can be looked at while the process goes on. */
    void observe() throws JMException {
        for (ThreadInfo thread : ManagementFactory.getThreadMXBean().dumpAllThreads(true, true)) {
            Place.THREADS.append(root, "threads", thread.toString());
        }
        for (ObjectName name : BEANS.queryNames(null, null)) {
            for (MBeanAttributeInfo attribute : BEANS.getMBeanInfo(name).getAttributes()) {
                Place.MBEANS.append(
                        root, "attributes", name + " " + attribute.getName() + "=" + value(name, attribute));
            }
        }
        System.getProperties().forEach((key, value) -> Place.PROPERTIES.append(root, "all", key + "=" + value));
    }

    /** Some attributes are not supported by every collector, and say so. */
    private static String value(ObjectName name, MBeanAttributeInfo attribute) throws JMException {
        try {
            return Arrays.deepToString(new Object[] {BEANS.getAttribute(name, attribute.getName())});
        } catch (RuntimeMBeanException e) {
            return e.toString();
        }
    }

    void copy(Path folder, Place place, String name) throws IOException, InterruptedException {
        copy(folder, place.folder(root).resolve(name));
    }

    /** Copies by another process: opening the database's files here would drop SQLite's locks. */
    static void copy(Path folder, Path target) throws IOException, InterruptedException {
        List<String> command = List.of("cp", "-r", folder.toString(), target.toString());
        int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (exit != 0) {
            throw new IOException(command + " ended with " + exit);
        }
    }

    /** A recording of all events of the JDK's own profile, and of the statements that Jdbi runs. */
    static Recording record() throws IOException, ParseException {
        Recording recording = new Recording(Configuration.getConfiguration("profile"));
        recording.enable("jdbi.statement").withThreshold(Duration.ZERO);
        recording.start();
        return recording;
    }

    void write(Recording recording) throws IOException {
        recording.stop();
        recording.dump(Place.RECORDING.folder(root).resolve("recording.jfr"));
    }

    /** After a collection: only what can still be reached. */
    void dumpHeap() throws IOException {
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .dumpHeap(Place.HEAP.folder(root).resolve("live.hprof").toString(), true);
    }
}
