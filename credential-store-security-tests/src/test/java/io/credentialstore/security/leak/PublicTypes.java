package io.credentialstore.security.leak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The classes of the API of which there can be objects, read from the jar or folder that holds them. */
final class PublicTypes {
    private PublicTypes() {}

    /** All public classes that are neither internal nor abstract nor mere holders of static methods. */
    static List<Class<?>> besides(Class<?> oneOfThem) {
        try {
            Path place = Path.of(oneOfThem
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            if (Files.isDirectory(place)) {
                return in(place);
            }
            try (FileSystem jar = FileSystems.newFileSystem(place)) {
                return in(jar.getPath("/"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Class<?>> in(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(file -> folder.relativize(file).toString())
                    .filter(file -> file.startsWith("io/credentialstore/") && file.endsWith(".class"))
                    .filter(file -> !file.contains("/internal/") && !file.endsWith("-info.class"))
                    .<Class<?>>map(file -> load(file.replace('/', '.').replaceFirst("\\.class$", "")))
                    .filter(PublicTypes::hasObjects)
                    .toList();
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, PublicTypes.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean hasObjects(Class<?> type) {
        boolean hasState =
                Stream.of(type.getDeclaredFields()).anyMatch(field -> !Modifier.isStatic(field.getModifiers()));
        boolean isOfAKind = type.getSuperclass() != Object.class;
        return isPublic(type) && !Modifier.isAbstract(type.getModifiers()) && (hasState || isOfAKind);
    }

    private static boolean isPublic(Class<?> type) {
        return Modifier.isPublic(type.getModifiers())
                && (type.getEnclosingClass() == null || isPublic(type.getEnclosingClass()));
    }
}
