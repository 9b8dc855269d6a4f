package dev.migrate.command.busy;

import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * The traces of created beans.
 */
public final class Traces {

	private static final Set<String> TRACES = new ConcurrentSkipListSet<>();

	private Traces() {
	}

	static void leave(String name) {
		TRACES.add(name);
		System.err.println("trace: " + name);
	}

	public static Set<String> found() {
		return Set.copyOf(TRACES);
	}

	public static void clear() {
		TRACES.clear();
	}

}
