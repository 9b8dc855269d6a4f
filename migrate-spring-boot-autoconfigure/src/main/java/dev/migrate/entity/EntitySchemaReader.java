package dev.migrate.entity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.migrate.schema.EnumType;
import dev.migrate.schema.NumberedColumn;
import dev.migrate.schema.Omission;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.Table;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.relational.AuxiliaryDatabaseObject;
import org.hibernate.boot.model.relational.Database;
import org.hibernate.boot.model.relational.Namespace;
import org.hibernate.boot.model.relational.QualifiedSequenceName;
import org.hibernate.boot.model.relational.SqlStringGenerationContext;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/**
 * Reads the schema that Hibernate would create from its boot metadata, without changing
 * the metadata.
 */
final class EntitySchemaReader {

	private static final Pattern CREATE_ENUM = Pattern.compile(
			"\\s*create\\s+(?:type|domain(?=\\s+\\S+\\s+as\\s+varchar))\\s+(\\S+)\\s+as\\s+"
					+ "(?:enum|varchar\\(\\d+\\)\\s+check\\s*\\(value\\s+in)\\s*\\((.*)\\)\\s*",
			Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

	private static final Pattern LITERAL = Pattern.compile("'((?:[^']|'')*)'");

	private final Database database;

	private final SqlStringGenerationContext context;

	private final CatalogNames names;

	private final TableReader tableReader;

	private final Omissions omissions;

	private final Map<QualifiedName, List<NumberedColumn>> numbered;

	EntitySchemaReader(Metadata metadata, SessionFactoryImplementor sessionFactory) {
		this.database = metadata.getDatabase();
		this.context = sessionFactory.getSqlStringGenerationContext();
		this.names = new CatalogNames(sessionFactory);
		this.numbered = NumberedColumns.of(metadata, sessionFactory, this.names);
		this.omissions = new Omissions(metadata, this.names);
		this.tableReader = new TableReader(metadata, this.names, this.context, this.omissions);
	}

	/**
	 * Read the schema.
	 * @return the schema
	 */
	Schema read() {
		List<Table> tables = new ArrayList<>();
		List<Sequence> sequences = new ArrayList<>();
		for (Namespace namespace : this.database.getNamespaces()) {
			namespace.getTables()
				.stream()
				.filter((table) -> table.isPhysicalTable() && !table.isView())
				.map(this.tableReader::read)
				.forEach(tables::add);
			namespace.getSequences().forEach((sequence) -> sequences.add(read(sequence)));
		}
		this.database.getNamespaces()
			.forEach((namespace) -> namespace.getTables()
				.forEach((table) -> this.omissions.add(Omission.Kind.VIEW, table, table.getViewQuery())));
		tables.sort(Comparator.comparing(Table::name));
		sequences.sort(Comparator.comparing(Sequence::name));
		return new Schema(schemas(tables, sequences), tables, sequences, enumTypes(tables), this.omissions.asList());
	}

	private Sequence read(org.hibernate.boot.model.relational.Sequence sequence) {
		QualifiedSequenceName qualified = sequence.getName();
		QualifiedName name = this.names.of(qualified.getCatalogName(), qualified.getSchemaName(),
				qualified.getSequenceName());
		this.omissions.addSequence(name, sequence.getOptions());
		return new Sequence(name, sequence.getInitialValue(), sequence.getIncrementSize())
			.withNumbers(this.numbered.getOrDefault(name, List.of()));
	}

	/**
	 * Read the enumerated types from the statements that create them, since the metadata
	 * has nothing else about them.
	 * @param tables the tables, whose columns may have the types
	 * @return the types, by name
	 */
	private List<EnumType> enumTypes(List<Table> tables) {
		Map<QualifiedName, EnumType> types = new LinkedHashMap<>();
		for (AuxiliaryDatabaseObject object : this.database.getAuxiliaryDatabaseObjects()) {
			if (object.appliesToDialect(this.database.getDialect())) {
				for (String statement : object.sqlCreateStrings(this.context)) {
					Matcher matcher = CREATE_ENUM.matcher(statement);
					if (matcher.matches()) {
						QualifiedName name = QualifiedName.of(this.names.of(matcher.group(1)));
						types.put(name,
								new EnumType(name, literals(matcher.group(2)), columns(tables, matcher.group(1))));
					}
				}
			}
		}
		return types.values().stream().sorted(Comparator.comparing(EnumType::name)).toList();
	}

	private static List<EnumType.TypedColumn> columns(List<Table> tables, String type) {
		return tables.stream()
			.flatMap((table) -> table.columns()
				.stream()
				.filter((column) -> column.type().text().equals(type))
				.map((column) -> new EnumType.TypedColumn(table.name(), column.name())))
			.toList();
	}

	private static List<String> literals(String list) {
		return LITERAL.matcher(list).results().map((result) -> result.group(1).replace("''", "'")).toList();
	}

	private static Set<String> schemas(List<Table> tables, List<Sequence> sequences) {
		Set<String> schemas = new TreeSet<>();
		Stream.concat(tables.stream().map(Table::name), sequences.stream().map(Sequence::name))
			.map(QualifiedName::schema)
			.filter(Objects::nonNull)
			.forEach(schemas::add);
		return schemas;
	}

}
