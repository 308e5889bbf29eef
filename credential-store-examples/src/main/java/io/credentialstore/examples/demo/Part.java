package io.credentialstore.examples.demo;

/** One chapter of the story. */
record Part(String title, Scene scene) {
    /** What happens in it. */
    @FunctionalInterface
    interface Scene {
        void play(Stage stage) throws Exception;
    }
}
