package io.windhover.cli.output;

/** Shows a person how far a command is. */
public interface Progress extends AutoCloseable {
    /** Nobody watches. */
    Progress NONE = new Progress() {
        @Override
        public void advanceTo(long done) {}

        @Override
        public void around(Runnable print) {
            print.run();
        }

        @Override
        public void close() {}
    };

    /** So much is done; cheap enough to be called often. */
    void advanceTo(long done);

    /** Prints something in between, without tearing what is shown. */
    void around(Runnable print);

    @Override
    void close();
}
