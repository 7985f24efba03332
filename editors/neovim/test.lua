-- Drives a headless Neovim through one report: the findings appear, the correction offered at a
-- wrong total is applied, and they are gone. Then through a rule file: its mistake appears at the
-- misspelt key, what is meant is offered there, and once it is written the mistake is gone.
--
--   GOUJI_BIN=target/debug/gouji GOUJI_REPORT=copy.md GOUJI_RULE=rule.toml nvim --headless --clean -S editors/neovim/test.lua
--
-- Says "passed" and ends with status 0, or what failed and status 1.

-- Milliseconds to wait for the server.
local PATIENCE = tonumber(os.getenv('GOUJI_PATIENCE') or '30000')

local function finish(status, message)
  io.stdout:write(message .. '\n')
  io.stdout:flush()
  if status == 0 then
    vim.cmd('qall!')
  else
    vim.cmd(status .. 'cquit!')
  end
end

local function diagnostics()
  return #vim.diagnostic.get(0)
end

-- Waits for a number of diagnostics and fails with the number there is.
local function expect(count, when)
  local reached = vim.wait(PATIENCE, function() return diagnostics() == count end, 20)
  if not reached then
    error(string.format('%s: expected %d diagnostics, found %d', when, count, diagnostics()))
  end
end

local function start()
  local program = assert(os.getenv('GOUJI_BIN'), 'GOUJI_BIN is not set')
  local client = vim.lsp.start_client({
    name = 'gouji',
    cmd = { program, 'lsp', '--lang', 'en' },
    root_dir = vim.fn.getcwd(),
  })
  assert(client, 'the server did not start')
  assert(vim.lsp.buf_attach_client(0, client), 'the buffer was not attached')
  return vim.lsp.get_client_by_id(client)
end

-- The first correction offered at the first figure of a row, 0-based.
local function correction(row)
  local line = vim.api.nvim_buf_get_lines(0, row, row + 1, true)[1]
  local _, units = vim.str_utfindex(line, line:find('%d') - 1)
  local position = { line = row, character = units }
  local params = {
    textDocument = vim.lsp.util.make_text_document_params(0),
    range = { start = position, ['end'] = position },
    context = { diagnostics = {}, only = { 'quickfix' } },
  }
  local answers = assert(vim.lsp.buf_request_sync(0, 'textDocument/codeAction', params, PATIENCE))
  for _, answer in pairs(answers) do
    assert(not answer.err, vim.inspect(answer.err))
    if answer.result and answer.result[1] then
      return answer.result[1]
    end
  end
  error('no correction is offered at the total')
end

-- The words offered at a place, 0-based.
local function offered(row, column)
  local params = {
    textDocument = vim.lsp.util.make_text_document_params(0),
    position = { line = row, character = column },
  }
  local answers = assert(vim.lsp.buf_request_sync(0, 'textDocument/completion', params, PATIENCE))
  local words = {}
  for _, answer in pairs(answers) do
    assert(not answer.err, vim.inspect(answer.err))
    for _, item in ipairs(answer.result or {}) do
      words[item.label] = true
    end
  end
  return words
end

local function run_rule(client)
  local rule = assert(os.getenv('GOUJI_RULE'), 'GOUJI_RULE is not set')
  vim.cmd('edit! ' .. vim.fn.fnameescape(rule))
  assert(vim.lsp.buf_attach_client(0, client.id), 'the rule was not attached')
  expect(1, 'after opening the rule')
  local mistake = vim.diagnostic.get(0)[1]
  local line = vim.api.nvim_buf_get_lines(0, mistake.lnum, mistake.lnum + 1, true)[1]
  local marked = line:sub(mistake.col + 1, mistake.end_col)
  assert(marked == 'severty', 'the mistake stands at ' .. marked)
  assert(mistake.message:find('severity', 1, true), mistake.message)
  assert(offered(mistake.lnum, 3).severity, 'the key is not offered')
  vim.api.nvim_buf_set_text(0, mistake.lnum, 0, mistake.lnum, #'severty', { 'severity' })
  expect(0, 'after the key is mended')
end

local function run()
  local report = assert(os.getenv('GOUJI_REPORT'), 'GOUJI_REPORT is not set')
  vim.cmd('edit ' .. vim.fn.fnameescape(report))
  local client = start()
  expect(4, 'after opening')
  local row = vim.fn.search('（七）总计', 'nw') - 1
  assert(row >= 0, 'the report has no row of totals')
  vim.lsp.util.apply_workspace_edit(correction(row).edit, client.offset_encoding)
  expect(0, 'after the correction')
  assert(vim.bo.modified, 'the buffer was not changed')
  run_rule(client)
end

local fine, problem = pcall(run)
finish(fine and 0 or 1, fine and 'passed' or 'failed: ' .. tostring(problem))
