package io.credentialstore.benchmarks;

import io.credentialstore.RetrievedCredential;
import io.credentialstore.audit.AuditEntry;
import io.credentialstore.audit.AuditPage;
import io.credentialstore.audit.AuditQuery;
import io.credentialstore.model.Credential;
import io.credentialstore.model.CredentialFilter;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** What must not become slower when a store grows. The thousand credentials in use are the same number at every size. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class GrowthBenchmark extends GrownStoreBenchmark {
    private int turn;

    private int next() {
        return grown.used(turn++);
    }

    /**
     * A retrieval.
     *
     * @return the version
     */
    @Benchmark
    public int retrieve() {
        int number = next();
        try (RetrievedCredential credential = store.retrieveCredential(
                GrownStore.id(number), GrownStore.skill(number).id())) {
            return credential.version();
        }
    }

    /**
     * A check.
     *
     * @return whether it is granted
     */
    @Benchmark
    public boolean hasAccess() {
        int number = next();
        return store.hasAccess(GrownStore.id(number), GrownStore.skill(number));
    }

    /**
     * The newest entries of the whole trail.
     *
     * @return the page
     */
    @Benchmark
    public AuditPage firstPage() {
        return store.getAuditTrail(AuditQuery.all());
    }

    /**
     * The newest entries about one credential.
     *
     * @return the entries
     */
    @Benchmark
    public List<AuditEntry> firstPageOfCredential() {
        return store.getAuditTrail(AuditQuery.all().withCredential(GrownStore.id(next())))
                .entries();
    }

    /**
     * A page of what one skill may use.
     *
     * @return twenty credentials
     */
    @Benchmark
    public List<Credential> accessible() {
        return store.getAccessibleCredentials(GrownStore.skill(next()), CredentialFilter.all());
    }
}
