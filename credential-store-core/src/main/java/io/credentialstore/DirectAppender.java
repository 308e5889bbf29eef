package io.credentialstore;

/** One transaction for each entry. */
final class DirectAppender implements AuditAppender {
    private final StoreTransactions transactions;
    private final AuditRecorder recorder;

    DirectAppender(StoreTransactions transactions, AuditRecorder recorder) {
        this.transactions = transactions;
        this.recorder = recorder;
    }

    @Override
    public boolean append(AuditDraft entry, Basis basis) {
        return transactions.write(tx -> {
            boolean stands = tx.state().generation() == basis.generation()
                    && (basis.until() == null || tx.now().isBefore(basis.until()));
            if (stands) {
                recorder.append(tx, entry);
            }
            return stands;
        });
    }
}
