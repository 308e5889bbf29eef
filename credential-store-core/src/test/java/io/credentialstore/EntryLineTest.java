package io.credentialstore;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.model.Bytes;
import io.credentialstore.spi.StoredAuditEntry;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

@Label("A line of a segment")
class EntryLineTest {
    @Property
    @Label("holds every column of an entry, absent ones too, whatever their text is")
    void entry_isReadBackColumnByColumn(
            @ForAll long number,
            @ForAll("texts") @Size(6) List<String> given,
            @ForAll("textsOrNone") @Size(7) List<String> maybe,
            @ForAll @Size(32) byte[] mac) {
        StoredAuditEntry entry = new StoredAuditEntry(
                number,
                given.get(0),
                maybe.get(0),
                given.get(1),
                given.get(2),
                maybe.get(1),
                given.get(3),
                (int) (number & 1),
                given.get(4),
                maybe.get(2),
                maybe.get(3),
                maybe.get(4),
                maybe.get(5),
                maybe.get(6),
                maybe.get(0),
                number % 3 == 0 ? null : (int) number,
                number % 5 == 0 ? null : number,
                given.get(5),
                Bytes.of(mac),
                Bytes.of(new byte[32]));

        String line = EntryLine.of(entry);

        assertThat(line).doesNotContain("\n", "\r");
        assertThat(EntryLine.parse(line)).isEqualTo(entry);
    }

    @Provide
    Arbitrary<List<String>> texts() {
        return Arbitraries.strings().ofMaxLength(40).list();
    }

    @Provide
    Arbitrary<List<String>> textsOrNone() {
        return Arbitraries.strings().ofMaxLength(40).injectNull(0.3).list();
    }
}
