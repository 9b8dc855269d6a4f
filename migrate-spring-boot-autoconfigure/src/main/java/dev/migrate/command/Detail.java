package dev.migrate.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/**
 * The option of commands that can print details.
 */
class Detail {

	@Option(names = "-v", description = "Show the details of each revision. So does --verbose.")
	private boolean asked;

	@Spec(Target.MIXEE)
	private @Nullable CommandSpec command;

	/**
	 * Return whether to print details.
	 * @return whether details were requested
	 */
	boolean isAsked() {
		return this.asked || (this.command != null && this.command.root().userObject() instanceof MigrateCommand all
				&& all.verbose());
	}

}
