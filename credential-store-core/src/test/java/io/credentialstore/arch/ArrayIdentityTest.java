package io.credentialstore.arch;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.type.TypeKind;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Class files do not show whether {@code ==} compares arrays, so this asks the compiler. */
@DisplayName("Sources that handle keys and MACs")
class ArrayIdentityTest {
    private static final Path INTERNAL = Path.of("src", "main", "java", "io", "credentialstore", "internal");

    @Test
    void arrays_neverAreComparedByIdentity() throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String folder : List.of("crypto", "seal")) {
            try (Stream<Path> files = Files.list(INTERNAL.resolve(folder))) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
            }
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            assertThat(sources).hasSizeGreaterThan(12);
            assertThat(comparisons(compiler, files.getJavaFileObjectsFromPaths(sources)))
                    .isEmpty();
        }
    }

    @Test
    void control_comparisonOfTwoArrays_isFound() throws IOException {
        String source = "class A { boolean a(byte[] a, byte[] b) { return a == b || a != b || a == null; } }";
        JavaFileObject file = new SimpleJavaFileObject(URI.create("string:///A.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };

        assertThat(comparisons(ToolProvider.getSystemJavaCompiler(), List.of(file)))
                .containsExactly("a == b", "a != b");
    }

    private static List<String> comparisons(JavaCompiler compiler, Iterable<? extends JavaFileObject> files)
            throws IOException {
        List<String> options = List.of("-proc:none", "-classpath", System.getProperty("java.class.path"));
        JavacTask task = (JavacTask) compiler.getTask(null, null, diagnostic -> {}, options, null, files);
        List<String> found = new ArrayList<>();
        Iterable<? extends CompilationUnitTree> units = task.parse();
        task.analyze();
        Comparisons comparisons = new Comparisons(Trees.instance(task), found);
        units.forEach(unit -> comparisons.scan(unit, null));
        return found;
    }

    private static final class Comparisons extends TreePathScanner<Void, Void> {
        private final Trees trees;
        private final List<String> found;

        Comparisons(Trees trees, List<String> found) {
            this.trees = trees;
            this.found = found;
        }

        @Override
        public Void visitBinary(BinaryTree tree, Void nothing) {
            boolean comparison = tree.getKind() == Tree.Kind.EQUAL_TO || tree.getKind() == Tree.Kind.NOT_EQUAL_TO;
            if (comparison && isArray(tree.getLeftOperand()) && isArray(tree.getRightOperand())) {
                found.add(tree.toString());
            }
            return super.visitBinary(tree, null);
        }

        private boolean isArray(Tree operand) {
            return trees.getTypeMirror(new TreePath(getCurrentPath(), operand)).getKind() == TypeKind.ARRAY;
        }
    }
}
