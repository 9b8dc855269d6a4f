package dev.migrate.maven;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.apache.maven.artifact.Artifact;
import org.apache.maven.model.Plugin;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.loader.tools.MainClassFinder;

/**
 * A module of a build that is an application with migrations.
 *
 * @param name the name of the module
 * @param directory its directory
 * @param mainClass the name of its main class
 * @param classPath the files and directories of its class path
 */
record Application(String name, Path directory, String mainClass, List<Path> classPath) {

	private static final String LIBRARY = "dev.migrate:migrate-spring-boot-autoconfigure";

	private static final String SPRING_BOOT_PLUGIN = "org.springframework.boot:spring-boot-maven-plugin";

	private static final String ANNOTATION = "org.springframework.boot.autoconfigure.SpringBootApplication";

	/**
	 * Look for an application.
	 * @param project the module, which has been compiled
	 * @param mainClass the name of its main class; {@code null} to find it
	 * @param test whether the class path has the tests and their dependencies
	 * @return the application; empty if the module does not use migrations or has no main
	 * class
	 * @throws IllegalStateException if it has several main classes
	 */
	static Optional<Application> of(MavenProject project, @Nullable String mainClass, boolean test) {
		boolean migrates = project.getArtifacts()
			.stream()
			.anyMatch((artifact) -> (artifact.getGroupId() + ":" + artifact.getArtifactId()).equals(LIBRARY));
		if (!migrates) {
			return Optional.empty();
		}
		return Optional.ofNullable(mainClass)
			.or(() -> configured(project))
			.filter((name) -> hasClass(project, name))
			.or(() -> found(project))
			.map((main) -> new Application(project.getArtifactId(), project.getBasedir().toPath(), main,
					classPath(project, test)));
	}

	// What is configured for all modules is in one of them.
	private static boolean hasClass(MavenProject project, String name) {
		return Files.exists(Path.of(project.getBuild().getOutputDirectory(), name.replace('.', '/') + ".class"));
	}

	private static Optional<String> configured(MavenProject project) {
		Plugin plugin = project.getPlugin(SPRING_BOOT_PLUGIN);
		return Optional.ofNullable(plugin)
			.map(Plugin::getConfiguration)
			.map((configuration) -> ((Xpp3Dom) configuration).getChild("mainClass"))
			.map(Xpp3Dom::getValue)
			.filter((name) -> !name.contains("${"))
			.or(() -> Optional.ofNullable(project.getProperties().getProperty("start-class")));
	}

	private static Optional<String> found(MavenProject project) {
		try {
			return Optional.ofNullable(
					MainClassFinder.findSingleMainClass(new File(project.getBuild().getOutputDirectory()), ANNOTATION));
		}
		catch (IllegalStateException ex) {
			throw new IllegalStateException(ex.getMessage() + "; name one in migrate.maven.mainClass.", ex);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static List<Path> classPath(MavenProject project, boolean test) {
		List<Path> files = new ArrayList<>();
		if (test) {
			files.add(Path.of(project.getBuild().getTestOutputDirectory()));
		}
		files.add(Path.of(project.getBuild().getOutputDirectory()));
		project.getArtifacts()
			.stream()
			.filter((artifact) -> artifact.getArtifactHandler().isAddedToClasspath())
			.filter((artifact) -> test || !Artifact.SCOPE_TEST.equals(artifact.getScope()))
			.map(Artifact::getFile)
			.filter(Objects::nonNull)
			.map(File::toPath)
			.forEach(files::add);
		return List.copyOf(files);
	}

}
