package dev.migrate.maven;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;

/**
 * One call of a goal on the command line, which Maven carries out in each module of the
 * build in turn. The command runs once, in the module that is the application: it is
 * known when all modules have been visited.
 */
final class Invocation {

	private final int modules;

	private final List<Call> calls = new ArrayList<>();

	private final List<String> problems = new ArrayList<>();

	private int visited;

	private Invocation(int modules) {
		this.modules = modules;
	}

	/**
	 * Return the invocation that a session is about.
	 * @param session the session
	 * @param execution the execution of the goal
	 * @return the same one for all modules
	 */
	static Invocation of(MavenSession session, MojoExecution execution) {
		String key = Invocation.class.getName() + ":" + execution.getGoal() + ":" + execution.getExecutionId();
		Map<String, Object> data = session.getRequest().getData();
		synchronized (data) {
			Invocation invocation = (Invocation) data.get(key);
			if (invocation == null || invocation.isComplete()) {
				invocation = new Invocation(session.getProjects().size());
				data.put(key, invocation);
			}
			return invocation;
		}
	}

	synchronized boolean isFirst() {
		return this.visited == 0;
	}

	/**
	 * Note that a module has been visited.
	 * @param call the call of the application that it is; empty if it is none
	 * @return whether this was the last module
	 */
	synchronized boolean visit(Optional<Call> call) {
		call.ifPresent(this.calls::add);
		this.visited++;
		return isComplete();
	}

	/**
	 * Note why a module cannot be run, which matters if no other module is the
	 * application.
	 * @param problem a sentence
	 */
	synchronized void addProblem(String problem) {
		this.problems.add(problem);
	}

	synchronized boolean isComplete() {
		return this.visited == this.modules;
	}

	synchronized List<Call> calls() {
		return List.copyOf(this.calls);
	}

	synchronized Optional<String> problem() {
		return this.problems.stream().findFirst();
	}

	/**
	 * An application with what its module has configured.
	 *
	 * @param application the application
	 * @param process the process that it runs in
	 * @param arguments its arguments
	 */
	record Call(Application application, ApplicationProcess process, List<String> arguments) {

		int run() throws IOException, InterruptedException {
			return this.process.run(this.application, this.arguments);
		}

	}

}
