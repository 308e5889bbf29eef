package io.credentialstore.examples.demo;

import io.credentialstore.error.MasterKeyException;
import io.credentialstore.key.MasterKey;
import java.io.IOException;

/** One place, one master key. */
final class OpeningPart {
    private OpeningPart() {}

    static void play(Stage stage) throws IOException {
        Narrator narrator = stage.narrator();
        stage.place().introduce(stage.steps());
        narrator.say("It opens with this master key, of which it holds no copy and no plain hash:");
        stage.store()
                .getMasterKeys()
                .forEach(slot -> narrator.quote(
                        slot.keyId() + ", stretched " + slot.iterations() + " times, since " + slot.createdAt()));
        try (MasterKey other = MasterKey.generate()) {
            stage.steps()
                    .refused(
                            "another master key is refused",
                            MasterKeyException.class,
                            () -> stage.place().builder().masterKey(other).open());
        }
    }
}
