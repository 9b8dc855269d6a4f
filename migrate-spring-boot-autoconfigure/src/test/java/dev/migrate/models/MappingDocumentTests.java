package dev.migrate.models;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.persistence.Entity;
import org.junit.jupiter.api.Test;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.type.classreading.CachingMetadataReaderFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that {@code docs/mapping.md} has an answer for every attribute of an annotation
 * that can affect a schema, and that a model shows each one that is compared as such.
 */
class MappingDocumentTests {

	private static final Path DOCUMENT = Path.of("../docs/mapping.md");

	private static final Pattern ROW = Pattern
		.compile("\\| `@(\\w+)(?: (\\(Hibernate\\)))?` \\| (—|`\\w+`(?:, `\\w+`)*) \\| (.+) \\|");

	/**
	 * The annotations that cannot affect a schema, by the reason.
	 */
	private static final Map<String, String> WITHOUT_SCHEMA = Map.of("queries and their results", """
			ColumnResult ConstructorResult EntityResult FieldResult NamedNativeQueries NamedNativeQuery NamedQueries
			NamedQuery NamedStoredProcedureQueries NamedStoredProcedureQuery QueryHint SqlResultSetMapping
			SqlResultSetMappings StoredProcedureParameter HQLSelect Imported QueryCacheLayout SqlFragmentAlias""",
			"how rows are fetched, sorted and filtered", """
					NamedAttributeNode NamedEntityGraph NamedEntityGraphs NamedSubgraph OrderBy BatchSize ConcreteProxy
					Fetch FetchProfile FetchProfileOverride FetchProfileOverrides FetchProfiles Filter FilterDef
					FilterDefs FilterJoinTable FilterJoinTables Filters LazyGroup ParamDef SQLJoinTableRestriction
					SQLOrder SQLRestriction SQLSelect SortComparator SortNatural Synchronize""", "how rows are written",
			"""
					Cascade DynamicInsert DynamicUpdate OptimisticLock OptimisticLocking SQLDelete SQLDeleteAll SQLDeletes
					SQLInsert SQLInserts SQLUpdate SQLUpdates SecondaryRow SecondaryRows Source""",
			"caches", "Cacheable Cache NaturalIdCache", "objects in memory", """
					AttributeAccessor CollectionIdMutability CollectionType CollectionTypeRegistration
					CollectionTypeRegistrations EmbeddableInstantiator EmbeddableInstantiatorRegistration
					EmbeddableInstantiatorRegistrations Immutable Instantiator MapKeyMutability Mutability Parent
					TargetEmbeddable""", "callbacks", """
					EntityListeners ExcludeDefaultListeners ExcludeSuperclassListeners PostLoad PostPersist PostRemove
					PostUpdate PrePersist PreRemove PreUpdate""", "injection of entity managers", """
					PersistenceContext PersistenceContexts PersistenceProperty PersistenceUnit PersistenceUnits""",
			"a part of another annotation", "Parameter");

	@Test
	void everyAttributeHasOneAnswer() throws Exception {
		Map<String, Set<String>> answered = new TreeMap<>();
		for (Answer answer : answers()) {
			for (String attribute : answer.attributes()) {
				assertThat(answered.computeIfAbsent(answer.annotation(), (key) -> new TreeSet<>()).add(attribute))
					.as("%s.%s is answered once", answer.annotation(), attribute)
					.isTrue();
			}
			assertThat(answer.text()).matches("(compared|written|noted|no: ).*");
		}
		Map<String, Set<String>> existing = new TreeMap<>();
		for (Class<?> annotation : annotations()) {
			Set<String> attributes = Arrays.stream(annotation.getDeclaredMethods())
				.map(Method::getName)
				.collect(Collectors.toCollection(TreeSet::new));
			existing.put(name(annotation), attributes.isEmpty() ? Set.of("—") : attributes);
		}
		Set<String> excluded = WITHOUT_SCHEMA.values()
			.stream()
			.flatMap((names) -> Stream.of(names.strip().split("\\s+")))
			.collect(Collectors.toCollection(TreeSet::new));
		assertThat(existing.keySet()).as("the annotations that cannot affect a schema").containsAll(excluded);
		existing.keySet().removeAll(excluded);
		assertThat(answered).isEqualTo(existing);
	}

	@Test
	void modelsShowWhatIsCompared() throws IOException {
		Set<String> used = new HashSet<>();
		for (Model model : Model.values()) {
			model.classes().forEach((type) -> addUsed(used, type));
		}
		Set<String> unshown = new TreeSet<>();
		for (Answer answer : answers()) {
			// What is compared as something else is shown by that.
			if (answer.text().equals("compared")) {
				answer.attributes()
					.stream()
					.map((attribute) -> answer.annotation() + "." + attribute)
					.filter((attribute) -> !used.contains(attribute))
					.forEach(unshown::add);
			}
		}
		assertThat(unshown).isEmpty();
	}

	private static List<Answer> answers() throws IOException {
		String content = Files.readString(DOCUMENT);
		List<Answer> answers = new ArrayList<>();
		content.substring(content.indexOf("## Every attribute"))
			.lines()
			.filter((line) -> line.startsWith("| `@"))
			.forEach((line) -> {
				Matcher row = ROW.matcher(line);
				assertThat(row.matches()).as(line).isTrue();
				answers.add(new Answer((row.group(2) != null) ? row.group(1) + " " + row.group(2) : row.group(1),
						List.of(row.group(3).replace("`", "").split(", ")), row.group(4)));
			});
		assertThat(answers).isNotEmpty();
		return answers;
	}

	private static List<Class<?>> annotations() throws IOException, ClassNotFoundException {
		List<Class<?>> annotations = new ArrayList<>();
		PathMatchingResourcePatternResolver resolver = new PathMatchingResourcePatternResolver();
		CachingMetadataReaderFactory readers = new CachingMetadataReaderFactory(resolver);
		for (String place : List.of("jakarta/persistence", "org/hibernate/annotations")) {
			for (Resource resource : resolver.getResources("classpath*:" + place + "/*.class")) {
				var metadata = readers.getMetadataReader(resource).getClassMetadata();
				if (metadata.isAnnotation() && !metadata.getClassName().contains("$")) {
					annotations.add(Class.forName(metadata.getClassName()));
				}
			}
		}
		return annotations;
	}

	private static String name(Class<?> annotation) {
		boolean twice = annotation.getName().equals("org.hibernate.annotations.Temporal")
				|| annotation.getName().equals("org.hibernate.annotations.Audited");
		return twice ? annotation.getSimpleName() + " (Hibernate)" : annotation.getSimpleName();
	}

	private static void addUsed(Set<String> used, Class<?> type) {
		addUsed(used, (AnnotatedElement) type);
		for (AnnotatedElement member : type.getDeclaredFields()) {
			addUsed(used, member);
		}
		for (AnnotatedElement member : type.getDeclaredMethods()) {
			addUsed(used, member);
		}
		for (var field : type.getDeclaredFields()) {
			if (field.getType().isEnum()) {
				Arrays.stream(field.getType().getDeclaredFields()).forEach((constant) -> addUsed(used, constant));
			}
		}
		if (type.getSuperclass() != null && !type.getSuperclass().isAnnotationPresent(Entity.class)
				&& type.getSuperclass() != Object.class) {
			addUsed(used, type.getSuperclass());
		}
	}

	private static void addUsed(Set<String> used, AnnotatedElement element) {
		Arrays.stream(element.getAnnotations()).forEach((annotation) -> addUsed(used, annotation));
	}

	private static void addUsed(Set<String> used, Annotation annotation) {
		String name = name(annotation.annotationType());
		used.add(name + ".—");
		for (Method attribute : annotation.annotationType().getDeclaredMethods()) {
			Object value = value(annotation, attribute);
			Object initial = attribute.getDefaultValue();
			boolean same = (initial instanceof Object[] values && value instanceof Object[] others)
					? Arrays.equals(values, others) : value.equals(initial);
			if (!same) {
				used.add(name + "." + attribute.getName());
				Stream.of((value instanceof Object[] values) ? values : new Object[] { value })
					.filter(Annotation.class::isInstance)
					.forEach((nested) -> addUsed(used, (Annotation) nested));
			}
		}
	}

	private static Object value(Annotation annotation, Method attribute) {
		try {
			attribute.setAccessible(true);
			return attribute.invoke(annotation);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * A row of the document.
	 *
	 * @param annotation the name of the annotation
	 * @param attributes the names of its attributes; a dash for none
	 * @param text what becomes of them
	 */
	private record Answer(String annotation, List<String> attributes, String text) {

	}

}
