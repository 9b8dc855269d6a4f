package dev.migrate.maven;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import dev.migrate.command.MigrateCommand;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugin.descriptor.PluginDescriptorBuilder;
import org.codehaus.plexus.util.ReaderFactory;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the goals of the plugin.
 */
class GoalsTests {

	@Test
	void eachCommandIsGoal() throws Exception {
		Set<String> commands = new TreeSet<>(new CommandLine(new MigrateCommand()).getSubcommands().keySet());
		commands.add("mcp");
		assertThat(descriptor().getMojos()).extracting(MojoDescriptor::getGoal)
			.containsExactlyInAnyOrderElementsOf(commands);
	}

	@Test
	void eachGoalIsDescribed() throws Exception {
		assertThat(descriptor().getMojos())
			.allSatisfy((goal) -> assertThat(goal.getDescription()).as(goal.getGoal()).endsWith("."));
	}

	@Test
	void onlyCheckBelongsToPhase() throws Exception {
		assertThat(descriptor().getMojos()).filteredOn((goal) -> goal.getPhase() != null)
			.singleElement()
			.satisfies((goal) -> {
				assertThat(goal.getGoal()).isEqualTo("check");
				assertThat(goal.getPhase()).isEqualTo("verify");
			});
	}

	private static PluginDescriptor descriptor() throws Exception {
		try (InputStream descriptor = open()) {
			return new PluginDescriptorBuilder().build(ReaderFactory.newXmlReader(descriptor));
		}
	}

	private static InputStream open() throws IOException {
		return Objects.requireNonNull(GoalsTests.class.getResourceAsStream("/META-INF/maven/plugin.xml"));
	}

}
