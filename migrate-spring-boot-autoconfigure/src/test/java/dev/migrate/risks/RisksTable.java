package dev.migrate.risks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.migrate.change.Risk;
import dev.migrate.testing.TestProduct;

/**
 * The table of {@code docs/risks.md}: a row for each change, a column for each product.
 *
 * @param rows the cells by the name of the change
 */
record RisksTable(Map<String, List<String>> rows) {

	private static final Path PAGE = Path.of("../docs/risks.md");

	private static final String TITLE = "\n## The table\n";

	private static final List<TestProduct> PRODUCTS = List.of(TestProduct.POSTGRESQL, TestProduct.MYSQL,
			TestProduct.MARIADB, TestProduct.H2, TestProduct.HSQLDB, TestProduct.SQLITE);

	static RisksTable read() {
		Map<String, List<String>> rows = new LinkedHashMap<>();
		String page = page();
		page.substring(page.indexOf(TITLE))
			.lines()
			.filter((line) -> line.startsWith("| "))
			.map((line) -> Arrays.stream(line.substring(1).split("\\|")).map(String::strip).toList())
			.forEach((cells) -> rows.put(cells.get(0), cells.subList(1, cells.size())));
		return new RisksTable(rows);
	}

	/**
	 * Return what the page says about a change.
	 * @param risk the change
	 * @param product the product
	 * @return the cell
	 */
	String cell(RiskCase risk, TestProduct product) {
		List<String> cells = this.rows.getOrDefault(risk.toString(), List.of());
		int column = PRODUCTS.indexOf(product);
		return (column < cells.size()) ? cells.get(column) : "";
	}

	/**
	 * Write what was measured into the page, where the products were measured.
	 * @param measured the cells by product and name of the change
	 */
	static void update(Map<TestProduct, Map<String, String>> measured) {
		RisksTable known = read();
		StringBuilder table = new StringBuilder("\n| change | PostgreSQL | MySQL | MariaDB | H2 | HSQLDB | SQLite |\n");
		table.append("|---|---|---|---|---|---|---|\n");
		for (RiskCase risk : RiskCases.all()) {
			table.append("| ").append(risk).append(" |");
			for (TestProduct product : PRODUCTS) {
				Map<String, String> cells = measured.get(product);
				String cell = (cells != null) ? cells.getOrDefault(risk.toString(), "-") : known.cell(risk, product);
				table.append(' ').append(cell).append(" |");
			}
			table.append('\n');
		}
		String page = page();
		String before = page.substring(0, page.indexOf("\n| change |", page.indexOf(TITLE)));
		try {
			Files.writeString(PAGE, before + table);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return the letters for kinds of risk.
	 * @param kinds the kinds
	 * @return the letters, the worst first
	 */
	static String text(Collection<Risk.Kind> kinds) {
		return kinds.isEmpty() ? Risk.Kind.SAFE.toString()
				: kinds.stream()
					.sorted(Comparator.reverseOrder())
					.map(RisksTable::letter)
					.collect(Collectors.joining(" "));
	}

	private static String letter(Risk.Kind kind) {
		return switch (kind) {
			case SAFE -> "";
			case NOT_MEASURED -> "?";
			case BLOCKS_WRITES -> "W";
			case BLOCKS_READS_AND_WRITES -> "A";
			case REWRITES_TABLE -> "R";
			case MAY_FAIL -> "F";
			case BREAKS_RUNNING_VERSION -> "B";
			case LOSES_DATA -> "L";
		};
	}

	private static String page() {
		try {
			return Files.readString(PAGE);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
