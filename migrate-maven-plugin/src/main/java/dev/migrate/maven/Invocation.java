package dev.migrate.maven;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.apache.maven.execution.MavenSession;

/**
 * One call of a goal on the command line, which Maven carries out in each module of the
 * build in turn. The command runs once, in the module that is the application: it is
 * known when all modules have been visited.
 */
final class Invocation {

	private final int modules;

	private final List<Application> applications = new ArrayList<>();

	private int visited;

	private Invocation(int modules) {
		this.modules = modules;
	}

	/**
	 * Return the invocation that a session is about.
	 * @param session the session
	 * @param goal the name of the goal
	 * @return the same one for all modules
	 */
	static Invocation of(MavenSession session, String goal) {
		Map<String, Object> data = session.getRequest().getData();
		synchronized (data) {
			Invocation invocation = (Invocation) data.get(key(goal));
			if (invocation == null || invocation.isComplete()) {
				invocation = new Invocation(session.getProjects().size());
				data.put(key(goal), invocation);
			}
			return invocation;
		}
	}

	private static String key(String goal) {
		return Invocation.class.getName() + ":" + goal;
	}

	synchronized boolean isFirst() {
		return this.visited == 0;
	}

	/**
	 * Note that a module has been visited.
	 * @param found the application that it is; empty if it is none
	 * @return the applications, if this was the last module; empty otherwise
	 */
	synchronized boolean visit(List<Application> found) {
		this.applications.addAll(found);
		this.visited++;
		return isComplete();
	}

	synchronized boolean isComplete() {
		return this.visited == this.modules;
	}

	synchronized List<Application> applications() {
		return List.copyOf(this.applications);
	}

}
