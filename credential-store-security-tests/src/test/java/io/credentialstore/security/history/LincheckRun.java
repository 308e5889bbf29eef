package io.credentialstore.security.history;

import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.StressOptions;

/** One scenario under Lincheck, in a process of its own: its agent rewrites every class that is loaded, and for good. */
final class LincheckRun {
    private LincheckRun() {}

    /** Takes the scenario's class, how many scenarios are drawn, and how often each is run; an exception is a finding. */
    public static void main(String[] arguments) throws ClassNotFoundException {
        Class<?> scenario = Class.forName(arguments[0]);
        int scenarios = Integer.parseInt(arguments[1]);
        int runs = Integer.parseInt(arguments[2]);
        if (scenario == StoreScenario.class) {
            // too much code for a model checker, which would need it to be the same at each run
            new StressOptions()
                    .iterations(scenarios)
                    .invocationsPerIteration(runs)
                    .threads(3)
                    .actorsPerThread(2)
                    .check(scenario);
        } else {
            new ModelCheckingOptions()
                    .iterations(scenarios)
                    .invocationsPerIteration(runs)
                    .threads(2)
                    .actorsPerThread(3)
                    .actorsBefore(1)
                    .actorsAfter(1)
                    .check(scenario);
        }
    }
}
