package io.windhover.simulator.story;

/** An attack from its first trace to its last, as a script: each step is put down with the time at which it happens. */
interface Story {
    /** What it is about. */
    Plot plot();

    /** Puts its steps down. */
    void play(Scene scene);
}
